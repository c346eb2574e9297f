import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, run } from './workbench.js';

interface Report {
  outcome: string;
  environment: { id: string };
  checks: { id: string; outcome: string; fix?: string }[];
}

const diagnose = (clientId: string) => run<Report>('oneapi.client.diagnose', { clientId });
const add = async (wanted: object) => (await run<{ id: string }>('oneapi.client.add', wanted)).id;
const failedIn = ({ checks }: Report) => checks.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);

describe('Diagnosing an API client', () => {
  before(async () => {
    await (await activated()).mock.start();
    await run('oneapi.mock.reset', {});
  });

  afterEach(async () => {
    await run('oneapi.simulate.end', {});
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('finds nothing wrong with a client of each method', async () => {
    for (const auth of ['SECRET', 'PUBKEYCERT', 'JWKS']) {
      const report = await diagnose(await add({ name: `sound ${auth}`, auth, scopes: ['ZIA:API_Role01'] }));
      assert.deepEqual(failedIn(report), [], JSON.stringify(report));
      assert.deepEqual([report.outcome, report.environment.id], ['passed', 'mock']);
    }
  });

  it('finds nothing wrong under the strict policy', async () => {
    await run('oneapi.simulate', { settings: { policy: 'strict' } });
    const report = await diagnose(await add({ name: 'strict', auth: 'JWKS', scopes: ['ZIA:API_Role01'] }));
    assert.deepEqual(failedIn(report), [], JSON.stringify(report));
  });

  it('tells the first thing that is wrong, and what mends it', async () => {
    const id = await add({ name: 'without role', auth: 'SECRET' });
    assert.deepEqual(failedIn(await diagnose(id)), ['roles']);
    await run('oneapi.client.disable', { clientId: id });
    const [registration] = (await diagnose(id)).checks.filter(({ outcome }) => outcome === 'failed');
    assert.deepEqual([registration?.id, registration?.fix], ['registration', 'enableClient']);
    await run('oneapi.client.forget', { clientId: id });
    assert.ok(failedIn(await diagnose(id)).includes('credential'));
  });

  it('opens its page for a person', async () => {
    const clientId = await add({ name: 'shown', auth: 'SECRET' });
    const report = await run<Report>('oneapi.client.diagnose', { clientId, interactive: true });
    assert.deepEqual(failedIn(report), ['roles']);
    const titles = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    assert.ok(titles.includes('Diagnosis'), titles.join());
  });
});
