/** What to leave in a file in the place of a credential that was moved away. */
export interface SecretReference {
  /** The text for the whole range. */
  text: string;
  /** The quotes around the value go with it: the reference is an expression. */
  replacesQuotes: boolean;
}

const variables = { 'client-secret': 'ZSCALER_CLIENT_SECRET', 'private-key': 'ZSCALER_PRIVATE_KEY' } as const;

/** Expressions that read an environment variable, by the ending of the file. */
const expressions: readonly [endings: string, write: (variable: string) => string][] = [
  ['py ipynb', (variable) => `os.environ["${variable}"]`],
  ['js jsx mjs cjs ts tsx', (variable) => `process.env.${variable}`],
  ['go', (variable) => `os.Getenv("${variable}")`],
  ['java kt', (variable) => `System.getenv("${variable}")`],
  ['cs', (variable) => `Environment.GetEnvironmentVariable("${variable}")`],
  ['rb', (variable) => `ENV.fetch("${variable}")`],
  ['php', (variable) => `getenv('${variable}')`],
  ['tf tfvars hcl', (variable) => `var.${variable.replace('ZSCALER_', '').toLowerCase()}`],
];

/**
 * The reference to a moved credential in a file. Where the file's language can read the environment, an expression
 * that does; in `.env`, YAML, JSON and the like the value becomes empty, or an expansion where those know one.
 */
export function secretReference(kind: keyof typeof variables, path: string): SecretReference {
  const variable = variables[kind];
  const name = path.split(/[/\\]/).at(-1)!.toLowerCase();
  const ending = /\.([a-z0-9]+)$/.exec(name)?.[1] ?? '';
  const expression = expressions.find(([endings]) => endings.split(' ').includes(ending));
  if (expression !== undefined) return { text: expression[1](variable), replacesQuotes: true };
  if (/^(?:sh|bash|zsh)$/.test(ending)) return { text: `\${${variable}}`, replacesQuotes: false };
  if (/^(?:http|rest)$/.test(ending)) return { text: `{{$processEnv ${variable}}}`, replacesQuotes: false };
  return { text: '', replacesQuotes: false };
}

/** The client id that a file gives beside its credential, so that it is known whose it is. */
export function clientIdBeside(text: string, offset: number): string | undefined {
  const from = Math.max(0, offset - 2000);
  const around = text.slice(from, offset + 2000);
  let nearest: { id: string; distance: number } | undefined;
  for (const match of around.matchAll(
    /client_?id["'\]]?\s{0,10}(?:=>|:=|[:=(,])\s{0,10}["'`]?([A-Za-z0-9_-]{6,64})/gi,
  )) {
    const distance = Math.abs(from + match.index - offset);
    if (nearest === undefined || distance < nearest.distance) nearest = { id: match[1]!, distance };
  }
  return nearest?.id;
}
