/** Each thing that must not be in a log, and what stands in its place. The order matters: whole blocks first. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g, '[private key]'],
  [/\beyJ[\w-]{5,}(?:\.[\w-]*){0,4}/g, '[token]'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, '$1 […]'],
  // A named value: form field, JSON member, header or environment variable.
  [
    /(["']?\b[\w-]*(?:secret|assertion|password|passphrase|access_?token|admin_?token|private_?key)\b["']?\s*[=:]\s*)(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s,&;}"']+)/gi,
    '$1[…]',
  ],
  // The private members of a JWK.
  [/("(?:d|p|q|dp|dq|qi|k)"\s*:\s*)"[^"]*"/g, '$1"[…]"'],
];

const maxLength = 16 * 1024;

/** Text as it may stand in a log: private keys, tokens, secrets and headers that authenticate are taken out. */
export function redactForLog(text: string): string {
  let safe = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  for (const [pattern, replacement] of secrets) safe = safe.replace(pattern, replacement);
  return safe;
}

/**
 * An error that nobody has foreseen, as it may be shown and thrown: VS Code writes what a command throws into logs of
 * its own. The cause is left out, since VS Code may write it, too.
 */
export function redactedError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(redactForLog(String(error)));
  const safe = new Error(redactForLog(error.message));
  safe.name = error.name;
  safe.stack = redactForLog(error.stack ?? '');
  return safe;
}

/** An error with its causes, for a log. */
export function describeError(error: unknown): string {
  const lines: string[] = [];
  let current: unknown = error;
  for (let depth = 0; current !== undefined && current !== null && depth < 5; depth++) {
    lines.push(describeOne(current, depth));
    current = current instanceof Error ? current.cause : undefined;
  }
  return lines.join('\n  caused by ');
}

function describeOne(error: unknown, depth: number): string {
  if (!(error instanceof Error)) return String(error);
  const { code, hint } = error as { code?: unknown; hint?: unknown };
  const named = typeof code === 'string' ? `${error.name} [${code}]` : error.name;
  const advice = typeof hint === 'string' ? `\n  ${hint}` : '';
  // A code stands for a failure that is understood; anything else is a bug, and its place matters.
  const stack =
    depth === 0 && typeof code !== 'string' ? `\n${error.stack?.split('\n').slice(1).join('\n') ?? ''}` : '';
  return `${named}: ${error.message}${advice}${stack}`;
}
