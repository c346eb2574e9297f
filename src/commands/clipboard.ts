/** What the clipboard reaches for. */
export interface ClipboardIo {
  read(): PromiseLike<string>;
  write(text: string): PromiseLike<void>;
  /** Seconds after which a copied secret is taken from the clipboard; 0 for never. */
  clearAfterSeconds(): number;
  /** Calls `run` after `ms` milliseconds unless the returned function is called before. */
  later(ms: number, run: () => void): () => void;
  /** A secret was taken from the clipboard. */
  cleared(): void;
}

export interface Clipboard {
  copy(text: string): Promise<void>;
  /** Copies what lets somebody sign in; it is taken away again after a while, if it is still there. */
  copySecret(text: string): Promise<void>;
}

/** The clipboard, which secrets leave again by themselves. What was copied since then is never touched. */
export function createClipboard(io: ClipboardIo): Clipboard {
  let forgetLast = () => {};

  async function clear(text: string): Promise<void> {
    // A browser may refuse to read the clipboard; what cannot be seen is left alone.
    const held = await Promise.resolve(io.read()).catch(() => undefined);
    if (held !== text) return;
    await io.write('');
    io.cleared();
  }

  async function copy(text: string): Promise<void> {
    forgetLast();
    forgetLast = () => {};
    await io.write(text);
  }

  return {
    copy,
    async copySecret(text) {
      await copy(text);
      const seconds = io.clearAfterSeconds();
      if (seconds > 0) forgetLast = io.later(seconds * 1000, () => void clear(text).catch(() => undefined));
    },
  };
}
