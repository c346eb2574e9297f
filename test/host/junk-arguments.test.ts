import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type CommandId, commandIds } from '../../src/commands/ids.js';
import { activated, run } from './workbench.js';

const long = 'x'.repeat(2 * 1024 * 1024);

/** What is no argument object of any command. */
const junk: readonly (readonly [name: string, value: unknown])[] = [
  ['a number', 5],
  ['a text', 'iq0000000none'],
  ['true', true],
  ['an array', [{ clientId: 'iq0000000none' }]],
  [
    'members of wrong types',
    { clientId: 5, jti: [], name: {}, text: null, id: 1, handle: false, scopeId: 2, fault: 3 },
  ],
  ['an object in the place of a text', { clientId: { toString: 'x' }, jti: { length: 1 }, id: [] }],
  ['an endless text', { clientId: long, jti: long, id: long, name: long, scopeId: long, handle: long, token: long }],
  ['a member that is not known', { nothingKnowsThis: 1 }],
  ['members that every object has', JSON.parse('{"__proto__":{"clientId":"a"},"constructor":{"prototype":{}}}')],
  ['deep nesting', JSON.parse(`${'{"fault":'.repeat(2000)}{}${'}'.repeat(2000)}`)],
  ['a click on what is none', { interactive: 'yes', clientId: 'iq0000000none' }],
  ['a click on no id', { interactive: true, clientId: 5, jti: [] }],
  ['a click on an endless id', { interactive: true, clientId: long }],
];

/** Those that take no arguments: what they are given changes nothing. */
const withoutArguments: ReadonlySet<CommandId> = new Set<CommandId>([
  commandIds.mockMenu,
  commandIds.clientClearSearch,
  commandIds.simulateEnd,
  commandIds.tokenClearFilter,
  commandIds.tokenClearSearch,
  commandIds.tokenLoadMore,
  commandIds.terminalStopUsing,
  commandIds.refresh,
  commandIds.walkthroughShow,
  commandIds.logShow,
]);

/** Ends a question that was asked all the same, so that nothing waits for a person. */
async function settled(command: string, argument: unknown): Promise<{ error?: Error; value?: unknown }> {
  const running = Promise.resolve(vscode.commands.executeCommand(command, argument)).then(
    (value) => ({ value }),
    (error: Error) => ({ error }),
  );
  for (;;) {
    const dismissed = Promise.resolve(vscode.commands.executeCommand('workbench.action.closeQuickOpen'));
    const outcome = await Promise.race([running, dismissed.then(() => undefined)]);
    if (outcome !== undefined) return outcome;
  }
}

describe('Junk in the place of an argument object', () => {
  before(async () => {
    await (await activated()).mock.start();
    await run('oneapi.mock.reset', {});
  });

  for (const id of Object.values(commandIds)) {
    it(`is refused with a reason by ${id}, or changes nothing`, async () => {
      for (const [name, value] of withoutArguments.has(id) ? junk.slice(0, 6) : junk) {
        const { error } = await settled(id, value);
        if (withoutArguments.has(id)) {
          assert.equal(error, undefined, name);
          continue;
        }
        assert.ok(error, `${name} was taken`);
        // A bug would be a TypeError, and a refusal that says nothing is of no use.
        assert.match(error.message, /^The argument.* is not usable: .+\. (Its members are|Give an object)/s, name);
        assert.ok(error.message.length < 2000, `${name}: the message has ${error.message.length} characters`);
      }
    });
  }

  it('leaves no prototype changed', async () => {
    assert.equal(({} as { clientId?: unknown }).clientId, undefined);
    await assert.rejects(run('oneapi.client.copyId', JSON.parse('{"__proto__":{"clientId":"a"}}')), /__proto__/);
  });
});
