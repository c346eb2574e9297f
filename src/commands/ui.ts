import type { QuickPickItem } from 'vscode';

export interface PickItem<T> extends QuickPickItem {
  readonly value: T;
  /** The id of a product icon before the label. As `$(…)` in the label, its id would be read out as a word. */
  readonly icon?: string;
}

export interface InputOptions {
  title: string;
  prompt?: string;
  placeholder?: string;
  value?: string;
  password?: boolean;
  /** A message where the text cannot be taken; asked with each key that is pressed. */
  validate?: (text: string) => string | undefined;
  /** What the text means or how much room is left, said behind the prompt while it is typed. */
  explain?: (text: string) => string | undefined;
  /**
   * Asked once the text is entered, with the box still open: what is found wrong with it. It is said there, and the same
   * text, entered again, is taken nevertheless. The signal is aborted where the text is changed or the box closed.
   */
  check?: (text: string, signal: AbortSignal) => Promise<string | undefined>;
}

export interface PickOptions<T = never> {
  title: string;
  placeholder?: string;
  /** A row made of what is typed, below those that match it. */
  typed?: (text: string) => PickItem<T> | undefined;
}

/** A button of a message. */
export interface Action {
  label: string;
  run: () => unknown;
}

/**
 * Everything that asks or tells a person. Each method throws CancelledError where the person gives up, which commands
 * leave alone.
 */
export interface Ui {
  pick<T>(items: readonly (PickItem<T> | QuickPickItem)[], options: PickOptions<T>): Promise<T>;
  pickMany<T>(
    items: readonly (PickItem<T> | QuickPickItem)[],
    options: PickOptions & {
      /** Which of the chosen may stay together; told them in the order in which they are listed. */
      limitSelection?: (picked: readonly T[]) => readonly T[];
    },
  ): Promise<T[]>;
  input(options: InputOptions): Promise<string>;
  /** A modal question with one button; throws where it is not pressed. */
  confirm(message: string, options: { detail?: string; button: string }): Promise<void>;
  /** Runs the steps in order; the back button leads to the step before. A step that is done without asking is skipped. */
  steps(steps: readonly Step[]): Promise<void>;
  /** Tells something, with buttons; does not wait for them. */
  info(message: string, ...actions: Action[]): void;
  warn(message: string, ...actions: Action[]): void;
  error(message: string, ...actions: Action[]): void;
  /** Shows progress that can be cancelled; then it throws at once, and the task has to heed `signal`. */
  progress<T>(
    title: string,
    task: (report: (message: string) => void, signal: AbortSignal) => Promise<T>,
    options?: { view?: string },
  ): Promise<T>;
  /** With `secret` the clipboard is cleared after a while, where it still holds the text. */
  copy(text: string, options?: { secret?: boolean }): Promise<void>;
  /**
   * Opens a document to read; the ending of its name tells the language. VS Code keeps no copy of it. With `stays` the
   * next document does not take its place.
   */
  showText(name: string, content: string, options?: { stays?: boolean }): Promise<void>;
  /** Opens an untitled document, to be changed and saved. VS Code backs it up to disk: nothing secret goes there. */
  openText(content: string, language: string): Promise<void>;
  /** The path of a file to write, on disk. @throws WorkbenchError `not-on-disk` */
  saveDialog(options: { title: string; fileName: string; filters?: Record<string, string[]> }): Promise<string>;
  /** The path of a file to read, on disk. @throws WorkbenchError `workspace-not-trusted`, `not-on-disk` */
  openDialog(options: { title: string; filters?: Record<string, string[]> }): Promise<string>;
  /** Several files; at least one. */
  openFiles(options: { title: string; filters?: Record<string, string[]> }): Promise<string[]>;
}

/** One step of several; gets its place for the title. */
export type Step = (place: { step: number; total: number; canGoBack: boolean }) => Promise<void>;
