import * as vscode from 'vscode';
import type { InputOptions } from './ui.js';
import { shown } from './vscode-prompts.js';

/**
 * Asks for a text. What is wrong with it is said while it is typed; what only a check can tell (a fetch) is said once
 * it was entered, in the same box, and entering it again takes it nevertheless.
 */
export function inputBox(options: InputOptions): Promise<string> {
  const box = vscode.window.createInputBox();
  box.placeholder = options.placeholder;
  box.value = options.value ?? '';
  box.password = options.password ?? false;
  const anyway: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('check'),
    tooltip: vscode.l10n.t('Save Anyway'),
  };
  let checking: AbortController | undefined;
  /** The text in which the check found something wrong, as the person was told. */
  let doubted: string | undefined;

  const look = () => {
    const problem = options.validate?.(box.value);
    const meaning = problem === undefined ? options.explain?.(box.value) : undefined;
    box.validationMessage = problem;
    // Behind what is asked, which must stay to be read.
    box.prompt = [options.prompt, meaning].filter((part) => part !== undefined).join(' · ');
    return problem === undefined;
  };
  const endCheck = () => {
    checking?.abort();
    checking = undefined;
    box.busy = false;
  };
  const doubt = (text: string, problem: string) => {
    doubted = text;
    box.validationMessage = {
      message: vscode.l10n.t('{0} Press Enter again to save it anyway.', problem),
      severity: vscode.InputBoxValidationSeverity.Warning,
    };
    if (!box.buttons.includes(anyway)) box.buttons = [...box.buttons, anyway];
  };
  const check = async (text: string, accept: (text: string) => void) => {
    endCheck();
    checking = new AbortController();
    const { signal } = checking;
    box.busy = true;
    box.validationMessage = {
      message: vscode.l10n.t('Checking…'),
      severity: vscode.InputBoxValidationSeverity.Info,
    };
    let problem: string | undefined;
    try {
      problem = await options.check!(text, signal);
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    // Meanwhile the text was changed, or the box closed: the answer is about something else.
    if (signal.aborted) return;
    endCheck();
    if (problem === undefined) accept(text);
    else doubt(text, problem);
  };

  box.prompt = options.prompt;
  // What is there at first is explained, but not found fault with before a key was pressed.
  if (options.validate?.(box.value) === undefined) look();
  box.onDidChangeValue(() => {
    endCheck();
    doubted = undefined;
    if (box.buttons.includes(anyway)) box.buttons = box.buttons.filter((button) => button !== anyway);
    look();
  });
  box.onDidHide(endCheck);
  return shown(box, options.title, (accept) => {
    box.onDidAccept(() => {
      if (checking !== undefined) return;
      if (box.value === doubted) accept(box.value);
      else if (look()) options.check === undefined ? accept(box.value) : void check(box.value, accept);
    });
    box.onDidTriggerButton((button) => {
      if (button === anyway) accept(box.value);
    });
  });
}
