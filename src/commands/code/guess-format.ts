import type { SnippetFormat } from '../../oauth/snippets.js';

type Format = SnippetFormat['id'];

/** Languages of VS Code and of extensions that people have for these files. */
const byLanguage: Readonly<Record<string, Format>> = {
  shellscript: 'curl',
  python: 'python',
  go: 'go',
  terraform: 'terraform',
  hcl: 'terraform',
  opentofu: 'terraform',
  typescript: 'typescript',
  typescriptreact: 'typescript',
  javascript: 'typescript',
  javascriptreact: 'typescript',
  dotenv: 'dotenv',
  env: 'dotenv',
  http: 'http',
  rest: 'http',
};

/** For editors without an extension for the language. */
const byName: readonly { readonly pattern: RegExp; readonly format: Format }[] = [
  { pattern: /(?:^|\.)env(?:\.[\w.-]{1,60})?$/i, format: 'dotenv' },
  { pattern: /\.(?:http|rest)$/i, format: 'http' },
  { pattern: /\.(?:tf|tofu|tfvars)$/i, format: 'terraform' },
  { pattern: /\.py$/i, format: 'python' },
  { pattern: /\.go$/i, format: 'go' },
  { pattern: /\.(?:ts|tsx|mts|cts|js|jsx|mjs|cjs)$/i, format: 'typescript' },
  { pattern: /\.(?:sh|bash|zsh)$/i, format: 'curl' },
];

/** The format that fits a document, by its name, else by its language; undefined where none does. */
export function guessFormat(document: { languageId: string; fileName: string }): Format | undefined {
  const name = document.fileName.split(/[\\/]/).pop() ?? '';
  // The name first: `.env` is a shell script to editors that do not know it better.
  const byFile = byName.find(({ pattern }) => pattern.test(name))?.format;
  if (byFile !== undefined) return byFile;
  return Object.hasOwn(byLanguage, document.languageId) ? byLanguage[document.languageId] : undefined;
}
