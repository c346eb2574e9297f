// VS Code draws text with no-break spaces here and there, and puts marks around it.

/** Matches `text` whatever its spaces are made of, within other text. */
export function within(text: string): RegExp {
  return new RegExp(escaped(text));
}

/** Matches `text` alone, but for spaces around it. */
export function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${escaped(text)}\\s*$`);
}

/** Matches a label that begins with `text`, as VS Code's aria labels do. */
export function beginning(text: string): RegExp {
  return new RegExp(`^\\s*${escaped(text)}`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}
