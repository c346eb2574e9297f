/** The part of `vscode.l10n` that the pure view functions need; it is handed in, so that they run in plain Node. */
export interface Localiser {
  /** `{0}`, `{1}` … in the message are replaced by the arguments. */
  t(message: string, ...args: (string | number | boolean)[]): string;
  /** An English text that was made where there is no `t`, in the language of the editor: see `translate-text.ts`. */
  text(english: string): string;
}

/** English, for tests and wherever there is no editor. */
export const english: Localiser = {
  t: (message, ...args) => filled(message, args),
  text: (text) => text,
};

/** A message with its places filled. */
export function filled(message: string, args: readonly unknown[]): string {
  return message.replaceAll(/\{(\d+)\}/g, (place, index: string) => {
    const value = args[Number(index)];
    return value === undefined ? place : String(value);
  });
}
