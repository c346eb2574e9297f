import assert from 'node:assert/strict';
import { guessFormat } from '../../../src/commands/code/guess-format.js';

describe('the format of a snippet', () => {
  for (const [fileName, languageId, format] of [
    ['/a/app.py', 'python', 'python'],
    ['Untitled-1', 'python', 'python'],
    ['/a/main.go', 'go', 'go'],
    ['/a/main.tf', 'plaintext', 'terraform'],
    ['C:\\a\\main.tf', 'hcl', 'terraform'],
    ['/a/index.mjs', 'javascript', 'typescript'],
    ['/a/.env', 'shellscript', 'dotenv'],
    ['/a/.env.local', 'plaintext', 'dotenv'],
    ['/a/prod.env', 'plaintext', 'dotenv'],
    ['/a/calls.http', 'plaintext', 'http'],
    ['/a/get.sh', 'shellscript', 'curl'],
    ['/a/notes.md', 'markdown', undefined],
    ['/a/environment.md', 'markdown', undefined],
    ['/a/x', 'constructor', undefined],
  ] as const) {
    it(`that fits ${fileName} (${languageId}) is ${format ?? 'none'}`, () => {
      assert.equal(guessFormat({ fileName, languageId }), format);
    });
  }
});
