import { type Connection, es256Note, sdkCanUse } from './connection.js';
import { goSnippet, pythonSnippet, typescriptSnippet } from './snippets-code.js';
import { curlSnippet } from './snippets-curl.js';
import { dotenvSnippet, httpFileSnippet, terraformSnippet } from './snippets-text.js';

export type { Connection, SnippetCredential } from './connection.js';

export interface SnippetFormat {
  id: 'curl' | 'python' | 'go' | 'terraform' | 'typescript' | 'dotenv' | 'http';
  label: string;
  /** The editor's language id. */
  language: string;
  /** Whether an official SDK, with its limits, runs it. */
  sdk: boolean;
  make(connection: Connection): string;
}

/** What an API client can be copied as. */
export const snippetFormats: readonly SnippetFormat[] = [
  { id: 'curl', label: 'curl', language: 'shellscript', sdk: false, make: curlSnippet },
  { id: 'python', label: 'Python SDK', language: 'python', sdk: true, make: pythonSnippet },
  { id: 'go', label: 'Go SDK', language: 'go', sdk: true, make: goSnippet },
  { id: 'terraform', label: 'Terraform', language: 'terraform', sdk: true, make: terraformSnippet },
  { id: 'typescript', label: 'TypeScript (fetch)', language: 'typescript', sdk: false, make: typescriptSnippet },
  { id: 'dotenv', label: '.env', language: 'dotenv', sdk: true, make: dotenvSnippet },
  { id: 'http', label: '.http (REST Client)', language: 'http', sdk: false, make: httpFileSnippet },
];

/**
 * A snippet that gets a token for an API client, for most formats with a first call. It holds a
 * secret only where the connection gives one; else it names where the secret is read from.
 *
 * `note` says what keeps it from working as it is, e.g. an EC key with an SDK that signs RS256 alone.
 */
export function copyAs(format: SnippetFormat['id'], connection: Connection): { text: string; note?: string } {
  const chosen = snippetFormats.find((each) => each.id === format)!;
  const text = chosen.make(connection);
  if (!chosen.sdk) return { text };
  const notes: string[] = [];
  if (!sdkCanUse(connection.client.credential)) notes.push(es256Note);
  if (connection.environment.vanity === undefined) {
    notes.push('The SDKs build their addresses from the vanity domain: put yours in its place.');
  }
  if (connection.environment.kind === 'mock' && format !== 'dotenv') {
    notes.push('The SDKs reach the mock by its proxy and CA: see the connection settings.');
  }
  return notes.length === 0 ? { text } : { text, note: notes.join(' ') };
}
