/** A longer text is data or generated; nobody configures an SDK there. */
export const maxDiagnosedLength = 1024 * 1024;

const endings = new Set(
  (
    'env envrc yaml yml tf tfvars hcl json jsonc py go ts tsx js jsx mjs cjs http rest sh bash zsh ps1 java kt cs rb php ' +
    'toml ini properties conf cfg pem key jwk jwks ipynb'
  ).split(' '),
);

/** Folders whose files nobody here writes. */
const foreign = /[/\\](?:node_modules|\.git|\.venv|venv|site-packages|vendor|dist|out|\.terraform)[/\\]/;

/** Whether a file, by its path, is one in which an SDK is configured or a credential is likely to be left. */
export function isConcerned(path: string): boolean {
  if (foreign.test(path)) return false;
  const name = path.split(/[/\\]/).at(-1)!.toLowerCase();
  if (name.startsWith('.env')) return true;
  const ending = /\.([a-z0-9]+)$/.exec(name)?.[1];
  return ending !== undefined && endings.has(ending);
}
