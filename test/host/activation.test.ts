import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const id = 'oneapi-workbench.oneapi-workbench';

function extension(): vscode.Extension<{ version: string }> {
  const found = vscode.extensions.getExtension<{ version: string }>(id);
  assert.ok(found, `VS Code does not know ${id}`);
  return found;
}

describe('Activation', () => {
  it('the extension runs from the folder that is under test', () => {
    const tested = process.env.ONEAPI_TESTED_FOLDER;
    if (tested) assert.ok(extension().extensionPath.startsWith(tested), extension().extensionPath);
  });

  it('the extension activates, and its API says its version', async () => {
    const api = await extension().activate();
    assert.equal(api.version, extension().packageJSON.version);
  });

  it('every command that the manifest names is registered', async () => {
    await extension().activate();
    const named: string[] = (extension().packageJSON.contributes.commands ?? []).map(
      (entry: { command: string }) => entry.command,
    );
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.ok(named.length > 0, 'the manifest names no command');
    assert.deepEqual(
      named.filter((command) => !registered.has(command)),
      [],
    );
  });

  it('no command with the prefix "oneapi." is registered that the manifest does not name', async () => {
    await extension().activate();
    const named = new Set<string>(
      (extension().packageJSON.contributes.commands ?? []).map((entry: { command: string }) => entry.command),
    );
    // VS Code itself registers some for each view: focus, resetViewLocation, open, …
    const views = Object.values<{ id: string }[]>(extension().packageJSON.contributes.views ?? {}).flat();
    const ofViews = (command: string): boolean => views.some((view) => command.startsWith(`${view.id}.`));
    const own = (await vscode.commands.getCommands(true)).filter((command) => command.startsWith('oneapi.'));
    assert.deepEqual(
      own.filter((command) => !named.has(command) && !ofViews(command)),
      [],
    );
  });
});
