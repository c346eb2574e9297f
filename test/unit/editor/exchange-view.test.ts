import assert from 'node:assert/strict';
import type { ExchangeData } from '../../../src/editor/exchange/exchange-data.js';
import { exchangeView, shownExchange } from '../../../src/editor/exchange/exchange-view.js';
import { exchangeLabels } from '../../../src/editor/exchange/labels.js';
import { isFromExchangePage, isToExchangePage } from '../../../src/editor/exchange/messages.js';
import { type PictureFacts, pictureOf } from '../../../src/editor/exchange/picture.js';
import { readExchanges } from '../../../src/editor/exchange/read-exchanges.js';
import { reportOf } from '../../../src/editor/exchange/report.js';
import { english } from '../../../src/editor/localise.js';
import { GATEWAY_REFUSALS } from '../../../src/zidentity/exchanges/gateway-refusals.js';

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

const refusal = (reason: string, detail: string, hint = 'Mend it.') =>
  ({ name: 'gateway', outcome: 'failed', reason, detail, hint }) as const;
const served = { name: 'gateway', outcome: 'passed', detail: 'GET “/zpa/x” was answered with 200.' } as const;
const noRole = refusal(
  'role-missing',
  'The access token has no role for ZIA. GET “/zia/x” was answered with 403. The token carries ZPA API Full Access.',
);
const issued = { name: 'token', outcome: 'passed', detail: 'Valid for 60 seconds.' } as const;
const used = (...steps: ExchangeData['steps']) => exchange('u', { steps: [issued, ...steps] });

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

  it('marks a token that was issued and then refused at the gateway, and finds it by both outcomes', () => {
    const view = exchangeView(
      { exchanges: [used(noRole), used(served), refused], mockRuns: true },
      () => facts,
      english,
    );
    assert.deepEqual(
      view.items.map(({ outcomeText, tone, outcomes, failedAt }) => [outcomeText, tone, outcomes, failedAt]),
      [
        ['Issued, refused at the gateway', 'warning', ['issued', 'refused'], ''],
        ['Issued', 'good', ['issued'], ''],
        ['Refused', 'bad', ['refused'], 'Secret matches'],
      ],
    );
    assert.deepEqual(view.picture?.outcome, { label: 'Issued, refused at the gateway', tone: 'warning' });
  });

  it('draws the way to the gateway as it was taken, and as to come only until then', () => {
    const way = (...steps: ExchangeData['steps']) =>
      pictureOf(used(...steps), facts, english)
        .steps.slice(1)
        .map(({ title, from, to, answered, outcome }) => [title, from, to, answered, outcome]);
    assert.deepEqual(way(), [['API call', 'client', 'gateway', true, 'skipped']]);
    assert.deepEqual(way(served, noRole), [
      ['API call', 'client', 'gateway', true, 'passed'],
      ['API call', 'client', 'gateway', true, 'failed'],
    ]);
  });

  it('opens the newest kind of refusal at the gateway alone, and says it above', () => {
    const picture = pictureOf(
      used(noRole, served, refusal('token-revoked', 'The access token was revoked. X.')),
      facts,
      english,
    );
    assert.deepEqual(
      picture.steps.map(({ open }) => open),
      [false, false, false, true],
    );
    assert.equal(picture.summary, 'Step 4, API call: The access token was revoked.');
  });

  it('puts the roles of a token beside the one that it needs', () => {
    const step = pictureOf(used(noRole), facts, english).steps.at(-1);
    assert.equal(step?.detail, 'The access token has no role for ZIA. GET “/zia/x” was answered with 403.');
    assert.equal(step?.sent, 'ZPA API Full Access');
    assert.deepEqual(step?.expected, ['a role for ZIA']);
    assert.equal(step?.literal, false);
    const compared = (reason: string, detail: string) => {
      const { sent, expected } = pictureOf(used(refusal(reason, detail)), facts, english).steps.at(-1)!;
      return [sent, expected?.[0]];
    };
    assert.deepEqual(compared('role-missing', 'The access token has no role for ZIA. The token carries no role.'), [
      undefined,
      'a role for ZIA',
    ]);
    assert.deepEqual(compared('role-read-only', 'The role for ZPA only reads. The token carries ZPA R.'), [
      'ZPA R',
      'a role for ZPA that writes',
    ]);
    const older =
      'The access token is older than the role for ZDX that the API client has now. The token carries ZPA R.';
    assert.deepEqual(compared('token-outdated', older), ['ZPA R', 'the role for ZDX that the API client has now']);
  });

  const mended: [reason: string, buttons: string[]][] = [
    ['role-missing', ['Add a Role', 'Get a New Token']],
    ['role-read-only', ['Choose Roles', 'Get a New Token']],
    ['token-outdated', ['Get a New Token']],
    ['token-expired', ['Get a New Token']],
    ['token-revoked', ['Get a New Token']],
    ['client-disabled', ['Enable the API Client', 'Get a New Token']],
    ['client-gone', ['Add an API Client']],
    ['policy-blocked', ['Edit the API Client']],
    ['rate-limited', []],
    ['injected-fault', ['Remove the Faults']],
  ];
  it('knows how to mend every reason of the gateway', () => {
    assert.deepEqual(mended.map(([reason]) => reason).sort(), Object.keys(GATEWAY_REFUSALS).sort());
  });
  for (const [reason, buttons] of mended) {
    it(`offers ${buttons.join(' and ') || 'the diagnosis alone'} for ${reason} at the gateway`, () => {
      const offered = (more: Partial<PictureFacts>) =>
        pictureOf(used(refusal(reason, 'X.')), { ...facts, ...more }, english)
          .steps.at(-1)!
          .remedies.map(({ label }) => label);
      assert.deepEqual(offered({}), [...buttons, 'Diagnose API Client']);
      // Without its credential there is no new token to be had from here.
      assert.deepEqual(
        offered({ known: false }),
        buttons.filter((label) => label !== 'Get a New Token'),
      );
    });
  }

  it('sets a shifted clock right before it gets a new token in place of an expired one', () => {
    const step = pictureOf(used(refusal('token-expired', 'X.')), { ...facts, clockOffset: 3600 }, english).steps.at(-1);
    assert.equal(step?.hint, "The mock's clock is shifted by +1 h.");
    assert.equal(step?.remedies[0]?.label, "Set the Mock's Clock Right");
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
