/** The part of `vscode.l10n` that the pure view functions need; it is handed in, so that they run in plain Node. */
export interface Localiser {
  /** `{0}`, `{1}` … in the message are replaced by the arguments. */
  t(message: string, ...args: (string | number | boolean)[]): string;
}

/** English, for tests and wherever there is no editor. */
export const english: Localiser = {
  t: (message, ...args) =>
    message.replaceAll(/\{(\d+)\}/g, (place, index: string) => {
      const value = args[Number(index)];
      return value === undefined ? place : String(value);
    }),
};
