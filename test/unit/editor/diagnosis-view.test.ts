import assert from 'node:assert/strict';
import { type DiagnosisModel, diagnosisView } from '../../../src/editor/diagnosis/diagnosis-view.js';
import { fixOf } from '../../../src/editor/diagnosis/fixes.js';
import { isFromDiagnosisPage, isToDiagnosisPage } from '../../../src/editor/diagnosis/messages.js';
import { english } from '../../../src/editor/localise.js';

const model: DiagnosisModel = {
  clientId: 'iq1',
  clientName: 'ci',
  environmentName: 'Mock',
  time: '2026-11-23 10:00:00Z',
  state: 'done',
  checks: [
    { id: 'names', title: 'Names resolve', outcome: 'passed', detail: 'It does.', remedy: 'Not told.' },
    {
      id: 'roles',
      title: 'Roles present',
      outcome: 'failed',
      detail: 'It has none.',
      remedy: 'Choose some.',
      fix: 'chooseRoles',
    },
    { id: 'gateway', title: 'Gateway', outcome: 'not-run', detail: 'Not run.' },
  ],
};

describe('The page of a diagnosis', () => {
  it('says how many checks failed, and offers what mends them', () => {
    const view = diagnosisView(model, english);
    assert.deepEqual(view.summary, { label: '1 check failed', tone: 'bad' });
    assert.deepEqual(
      view.checks.map(({ tone, outcomeText }) => [tone, outcomeText]),
      [
        ['good', 'passed'],
        ['bad', 'failed'],
        ['neutral', 'not run'],
      ],
    );
    assert.equal(view.checks[0]?.remedy, undefined);
    assert.deepEqual([view.checks[1]?.remedy, view.checks[1]?.fix], ['Choose some.', 'Choose Roles…']);
  });

  it('shows what is still to be checked', () => {
    const checks = [
      { id: 'names', title: 'Names resolve', outcome: 'running' },
      { id: 'connection', title: 'TLS', outcome: 'waiting' },
    ] as const;
    const view = diagnosisView({ ...model, state: 'running', checks }, english);
    assert.equal(view.running, true);
    assert.deepEqual(
      view.checks.map(({ state, detail }) => [state, detail]),
      [
        ['running', ''],
        ['waiting', ''],
      ],
    );
  });

  it('says so where nothing is wrong, and where it was stopped', () => {
    const good = diagnosisView({ ...model, checks: model.checks.slice(0, 1) }, english);
    assert.equal(good.summary.tone, 'good');
    assert.equal(diagnosisView({ ...model, state: 'stopped' }, english).summary.label, 'Stopped');
  });

  it('takes messages of its own form alone', () => {
    assert.ok(isFromDiagnosisPage({ type: 'fix', id: 'roles' }));
    assert.ok(isFromDiagnosisPage({ type: 'again' }));
    for (const bad of [
      undefined,
      'again',
      {},
      { type: 'fix' },
      { type: 'fix', id: 'x'.repeat(100) },
      { type: 'run' },
    ]) {
      assert.equal(isFromDiagnosisPage(bad), false);
    }
    assert.ok(isToDiagnosisPage({ type: 'view', clientId: 'iq1', view: diagnosisView(model, english) }));
    assert.equal(isToDiagnosisPage({ type: 'view', clientId: 'iq1', view: {} }), false);
  });

  it('shows the exchange where there is one, and changes nothing by that', () => {
    assert.deepEqual(fixOf('showExchange', { clientId: 'iq1', exchangeId: 'e1' }, english).argument, {
      exchangeId: 'e1',
    });
    assert.equal(fixOf('showExchange', { clientId: 'iq1' }, english).changes, false);
    assert.equal(fixOf('addSecret', { clientId: 'iq1' }, english).changes, true);
  });
});
