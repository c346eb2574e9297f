import assert from 'node:assert/strict';
import type { ExchangeData } from '../../../src/editor/exchange/exchange-data.js';
import { exchangeView, shownExchange } from '../../../src/editor/exchange/exchange-view.js';
import { exchangeLabels } from '../../../src/editor/exchange/labels.js';
import { isFromExchangePage, isToExchangePage } from '../../../src/editor/exchange/messages.js';
import { type PictureFacts, pictureOf } from '../../../src/editor/exchange/picture.js';
import { readExchanges } from '../../../src/editor/exchange/read-exchanges.js';
import { reportOf } from '../../../src/editor/exchange/report.js';
import { english } from '../../../src/editor/localise.js';

const facts: PictureFacts = {
  clientName: 'ci',
  environmentName: 'Mock',
  hosts: {},
  time: '2026-11-23 10:00:00Z',
  shortTime: '10:00:00Z',
  listed: true,
  known: true,
  active: true,
};

function exchange(id: string, more: Partial<ExchangeData> = {}): ExchangeData {
  return {
    id,
    at: '2026-11-23T10:00:00Z',
    clientId: 'iq1',
    method: 'SECRET_POST',
    outcome: 'issued',
    environmentId: 'mock',
    seenBy: 'mock',
    steps: [{ name: 'request', outcome: 'passed', detail: 'A form.' }],
    ...more,
  };
}

const refused = exchange('r', {
  outcome: 'refused',
  clientId: 'iq2',
  error: 'invalid_client',
  steps: [
    { name: 'request', outcome: 'passed', detail: 'A form.' },
    {
      name: 'secret',
      outcome: 'failed',
      detail: 'The secret is not one of the client.',
      reason: 'secret-wrong',
      hint: 'Compare it.',
    },
    { name: 'token', outcome: 'skipped', detail: 'Not reached.' },
  ],
});

describe('the exchange view', () => {
  it('shows the newest exchange and follows, until one is chosen', () => {
    const model = { exchanges: [refused, exchange('a')], mockRuns: true };
    const following = exchangeView(model, () => facts, english);
    assert.equal(following.picture?.id, 'r');
    assert.equal(following.following, true);
    const chosen = exchangeView({ ...model, selected: 'a' }, () => facts, english);
    assert.equal(chosen.picture?.id, 'a');
    assert.equal(chosen.following, false);
  });

  it('shows the newest of the client that it was opened for', () => {
    assert.equal(shownExchange({ exchanges: [refused, exchange('a')], clientId: 'iq1', mockRuns: true })?.id, 'a');
  });

  it('says of an exchange that is gone that it is', () => {
    const view = exchangeView({ exchanges: [exchange('a')], selected: 'old', mockRuns: true }, () => facts, english);
    assert.equal(view.picture, undefined);
    assert.match(view.empty.title, /gone/);
  });

  it('offers to start the mock where it does not run', () => {
    const view = exchangeView({ exchanges: [], mockRuns: false }, () => facts, english);
    assert.equal(view.empty.action?.id, 'startMock');
  });

  it('lists where each exchange failed, and the clients to filter by', () => {
    const view = exchangeView({ exchanges: [refused, exchange('a')], mockRuns: true }, () => facts, english);
    assert.deepEqual(
      view.items.map(({ failedAt }) => failedAt),
      ['Secret matches', ''],
    );
    assert.deepEqual(
      view.clients.map(({ id }) => id),
      ['iq2', 'iq1'],
    );
  });

  it('draws the steps that a client sees, for a tenant', () => {
    const seen = exchange('t', {
      seenBy: 'client',
      environmentId: 'tenant:acme',
      steps: [
        { name: 'name', outcome: 'passed', detail: '' },
        { name: 'tls', outcome: 'failed', detail: 'The certificate is not trusted.' },
      ],
    });
    const picture = pictureOf(seen, facts, english);
    assert.deepEqual(
      picture.steps.slice(0, 2).map(({ from, to }) => [from, to]),
      [
        ['client', 'client'],
        ['zidentity', 'client'],
      ],
    );
    assert.match(picture.note ?? '', /not visible from here/);
  });

  it('shows invisible characters of a client id as escapes', () => {
    const picture = pictureOf(exchange('x', { clientId: 'a\u202eb' }), { ...facts, clientName: '' }, english);
    assert.ok(!JSON.stringify(picture).includes('\u202e'));
  });

  it('reads the exchanges of the mock and those of this window with tenants, newest first', async () => {
    const told = (id: string, at: string) => ({ ...exchange(id), at });
    const services = {
      mock: {
        running: async () => ({ exchanges: async () => ({ total: 1, records: [told('m', '2026-11-23T10:00:05Z')] }) }),
      },
      requests: {
        list: () => [
          { ...told('t', '2026-11-23T10:00:09Z'), environmentId: 'tenant:acme' },
          { ...told('again', '2026-11-23T10:00:05Z'), environmentId: 'mock' },
        ],
      },
    };
    const read = await readExchanges(services as never);
    assert.deepEqual(
      read.map(({ id, seenBy }) => [id, seenBy]),
      [
        ['t', 'client'],
        ['m', 'mock'],
      ],
    );
  });

  it('writes a report of each step with what is known of it', () => {
    const report = reportOf(pictureOf(refused, facts, english), exchangeLabels(english));
    assert.match(report, /^ci: Refused\nStep 2, Secret matches: The secret is not one of the client\./);
    assert.match(report, /\[!\] 2\. Secret matches \(ZIdentity\): failed\n {6}The secret/);
    assert.match(report, /\[ \] 3\. Access token/);
  });

  it('says of a time that is wrong that the clock is shifted, and sets it right first, where it is', () => {
    const steps = [
      { name: 'assertion-times', outcome: 'failed', detail: 'Expired.', reason: 'exp-past', hint: 'Check the clock.' },
    ] as const;
    const step = (clockOffset: number) =>
      pictureOf(exchange('e', { outcome: 'refused', steps }), { ...facts, clockOffset }, english).steps[0]!;
    assert.equal(step(1200).hint, "The mock's clock is shifted by +20 min.");
    assert.equal(step(1200).remedies[0]?.label, "Set the Mock's Clock Right");
    assert.equal(step(0).hint, 'Check the clock.');
    assert.ok(!step(0).remedies.some(({ label }) => label === "Set the Mock's Clock Right"));
  });

  it('tells values that can be sent as they are from descriptions', () => {
    const literal = (reason: string, detail: string) => {
      const steps = [{ name: 'audience', outcome: 'failed', detail, reason }] as const;
      return pictureOf(exchange('l', { outcome: 'refused', steps }), facts, english).steps[0]?.literal;
    };
    assert.equal(literal('audience-wrong', 'It is “https://x”.'), true);
    assert.equal(literal('client-unknown', 'It is “nobody”.'), false);
    assert.equal(literal('secret-wrong', 'The secret is not one of the client.'), undefined);
  });

  it('takes messages in their own form alone', () => {
    assert.ok(isFromExchangePage({ type: 'select', id: 'a' }));
    assert.ok(isFromExchangePage({ type: 'follow', on: false }));
    assert.ok(isFromExchangePage({ type: 'copyExpected', step: 1, index: 0 }));
    for (const value of [
      null,
      { type: 'select' },
      { type: 'follow', on: 1 },
      { type: 'copyExpected', step: '1', index: 0 },
      { type: 'remedy', id: 'x'.repeat(300) },
      { type: 'run' },
    ]) {
      assert.ok(!isFromExchangePage(value));
    }
    const view = exchangeView({ exchanges: [], mockRuns: true }, () => facts, english);
    assert.ok(isToExchangePage({ type: 'view', view }));
    assert.ok(!isToExchangePage({ type: 'view', view: { items: [] } }));
  });
});
