import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const { capabilities, contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
const properties: Record<string, { scope: string }> = contributes.configuration.properties;

/** What a workspace may set without being trusted: what it is warned of in its own files. */
const harmless = /^oneapi\.diagnostics\./;

describe('The settings of an untrusted workspace', () => {
  it('are ignored where they could start a server, change an endpoint or choose a file', () => {
    const settable = Object.entries(properties)
      .filter(([, { scope }]) => scope !== 'application' && scope !== 'machine')
      .map(([name]) => name)
      .filter((name) => !harmless.test(name));
    assert.deepEqual([...capabilities.untrustedWorkspaces.restrictedConfigurations].sort(), settable.sort());
  });
});
