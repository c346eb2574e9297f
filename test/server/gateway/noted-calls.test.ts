import assert from 'node:assert/strict';
import type { Exchange, ExchangeStep } from '../../../src/zidentity/exchanges/exchange-log.js';
import { Mock } from '../admin/running-mock.js';
import { assertStepsInGerman } from '../zidentity-authenticate/german.js';

const status = '/zia/api/v1/status';

describe('The exchange of a token that the gateway was called with', () => {
  let mock: Mock;
  before(async () => {
    mock = await Mock.start();
  });
  beforeEach(() => mock.ask('POST', '/_mock/v1/reset'));
  after(() => mock.stop());

  const jtiOf = (token: string): string =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).jti;

  async function exchangeOf(token: string): Promise<Exchange> {
    const { json } = await mock.ask('GET', `/_mock/v1/exchanges?jti=${jtiOf(token)}`);
    assert.equal(json.totalRecord, 1);
    assertStepsInGerman(json.records[0]);
    return json.records[0];
  }

  async function gatewaySteps(token: string): Promise<ExchangeStep[]> {
    const exchange = await exchangeOf(token);
    assert.equal(exchange.outcome, 'issued');
    const steps = exchange.steps.filter(({ name }) => name === 'gateway');
    assert.deepEqual(exchange.steps.slice(-steps.length), steps, 'they come after the steps of the token request');
    return steps;
  }

  async function onlyStep(token: string): Promise<ExchangeStep> {
    const steps = await gatewaySteps(token);
    assert.equal(steps.length, 1);
    return steps[0] as ExchangeStep;
  }

  const call = (token: string, path = status, method = 'GET', body?: unknown) => mock.ask(method, path, body, token);

  it('has a passed step for the first call that went well, and none for the others', async () => {
    const { token } = await mock.client({ ZIA: 'API_Role01' });
    assert.equal((await exchangeOf(token)).steps.at(-1)?.name, 'token');
    await call(token);
    await call(token, '/zia/api/v1/ruleLabels');
    assert.deepEqual(await gatewaySteps(token), [
      { name: 'gateway', outcome: 'passed', detail: `GET “${status}” was answered with 200.` },
    ]);
  });

  it('has a failed step for a product without a role, with the roles that the token has', async () => {
    const { token } = await mock.client({ ZPA: 'API Full Access' });
    await call(token);
    assert.deepEqual(await onlyStep(token), {
      name: 'gateway',
      outcome: 'failed',
      reason: 'role-missing',
      detail: `The access token has no role for ZIA. GET “${status}” was answered with 403. The token carries ZPA API Full Access.`,
      hint: 'Select a role for ZIA at the API client, then get a new access token: a role counts for tokens issued afterwards.',
    });
  });

  it('says the status that the setting asks for', async () => {
    const { token } = await mock.client({});
    await mock.ask('PUT', '/_mock/v1/settings', { notEntitledStatus: 401 });
    await call(token);
    await mock.ask('PUT', '/_mock/v1/settings', { notEntitledStatus: 403 });
    const { reason, detail } = await onlyStep(token);
    assert.equal(reason, 'role-missing');
    assert.match(detail, /answered with 401\. The token carries no role\.$/);
  });

  it('tells a token that is older than the role from a client without it', async () => {
    const { id, token } = await mock.client({ ZPA: 'API Full Access' });
    const client = (await mock.ask('GET', `/ziam/admin/api/v1/api-clients/${id}`)).json;
    client.clientResources[0].selectedScopes.push({ id: await mock.scopeId('ZIA', 'API_Role01') });
    assert.equal((await mock.ask('PUT', `/ziam/admin/api/v1/api-clients/${id}`, client)).status, 200);
    await call(token);
    assert.equal((await onlyStep(token)).reason, 'token-outdated');
  });

  it('has a failed step for a role that only reads and was used to write', async () => {
    const { token } = await mock.client({ ZIA: 'API_Role_READONLY' });
    await call(token, '/zia/api/v1/ruleLabels', 'POST', { name: 'n' });
    const { reason, detail } = await onlyStep(token);
    assert.equal(reason, 'role-read-only');
    assert.equal(
      detail,
      'The role for ZIA only reads. POST “/zia/api/v1/ruleLabels” was answered with 403. The token carries ZIA API_Role_READONLY.',
    );
  });

  it('has a failed step for a token that was revoked', async () => {
    const { token } = await mock.client({ ZIA: 'API_Role01' });
    await mock.ask('POST', `/_mock/v1/tokens/${jtiOf(token)}/revoke`);
    await call(token);
    const { reason, detail, hint } = await onlyStep(token);
    assert.equal(reason, 'token-revoked');
    assert.equal(detail, `The access token was revoked. GET “${status}” was answered with 401.`);
    assert.equal(hint, 'Get a new access token.');
  });

  it('says of a token that its API client is disabled, or gone, and not that it was revoked', async () => {
    const { id, token } = await mock.client({ ZIA: 'API_Role01' });
    const client = (await mock.ask('GET', `/ziam/admin/api/v1/api-clients/${id}`)).json;
    await mock.ask('PUT', `/ziam/admin/api/v1/api-clients/${id}`, { ...client, status: false });
    await call(token);
    await mock.ask('DELETE', `/ziam/admin/api/v1/api-clients/${id}`);
    await call(token);
    assert.deepEqual(
      (await gatewaySteps(token)).map(({ reason }) => reason),
      ['client-disabled', 'client-gone'],
    );
  });

  it('has a failed step for a token that has expired, with when', async () => {
    const { token } = await mock.client({ ZIA: 'API_Role01' });
    await mock.ask('PUT', '/_mock/v1/clock', { offsetSeconds: 4200 });
    await call(token);
    const { reason, detail } = await onlyStep(token);
    assert.equal(reason, 'token-expired');
    assert.match(detail, /answered with 401\. It expired 2025-06-15 16:06:40Z \(10 minutes ago\)\.$/);
  });

  it('has a failed step for what the access policy blocks, in the token or now', async () => {
    const { id, secret, token } = await mock.client({ ZIA: 'API_Role01', ZPA: 'API Full Access' });
    await mock.ask('PUT', `/_mock/v1/policies/${id}`, { action: 'BLOCK', services: ['ZIA'] });
    await call(token);
    const { reason, detail } = await onlyStep(token);
    assert.equal(reason, 'policy-blocked');
    assert.match(detail, /answered with 403\. The rule blocks the resources ZIA\./);
    const without = await mock.token(id, secret);
    await call(without);
    assert.equal((await onlyStep(without)).reason, 'policy-blocked');
  });

  it('has a failed step for too many calls', async () => {
    const { token } = await mock.client({ ZIA: 'API_Role01' });
    await mock.ask('PUT', '/_mock/v1/settings', { rateLimits: true });
    for (let n = 0; n < 3; n += 1) await call(token);
    await mock.ask('PUT', '/_mock/v1/settings', { rateLimits: false });
    const step = (await gatewaySteps(token)).at(-1);
    assert.equal(step?.reason, 'rate-limited');
    assert.match(
      step?.detail ?? '',
      /answered with 429\. It allows 2 of these calls in 1 s; the next can be sent in 1 s\.$/,
    );
  });

  it('has a failed step for a call that an injected fault took, and none for one that was only late', async () => {
    const { token } = await mock.client({ ZIA: 'API_Role01' });
    const fault = (more: object) => mock.ask('POST', '/_mock/v1/faults', { target: 'gateway', times: 1, ...more });
    await fault({ status: 503 });
    await call(token);
    await fault({ break: 'reset' });
    await assert.rejects(call(token));
    await fault({ delayMs: 1 });
    await call(token);
    assert.deepEqual(
      (await gatewaySteps(token)).map(({ reason, detail }) => [reason, detail]),
      [
        ['injected-fault', `An injected fault took the call. GET “${status}” was answered with 503.`],
        ['injected-fault', `An injected fault took the call. GET “${status}” got no answer.`],
        [undefined, `GET “${status}” was answered with 200.`],
      ],
    );
  });

  it('has the calls of the admin API as well, which is behind the gateway too', async () => {
    const { token } = await mock.client({ ZIA: 'API_Role01' });
    await call(token, '/ziam/admin/api/v1/api-clients');
    assert.match((await onlyStep(token)).detail, /^The access token has no role for ZIAM\. .* answered with 403\./);
    const reader = (await mock.client({ ZIAM: 'View Only Admin' })).token;
    await call(reader, '/ziam/admin/api/v1/api-clients');
    await call(reader, '/ziam/admin/api/v1/api-clients', 'POST', {});
    await mock.ask('POST', `/_mock/v1/tokens/${jtiOf(reader)}/revoke`);
    await call(reader, '/ziam/admin/api/v1/api-clients');
    assert.deepEqual(
      (await gatewaySteps(reader)).map(({ reason }) => reason),
      [undefined, 'role-read-only', 'token-revoked'],
    );
  });

  it('counts refusals that are alike, and shows the newest of them', async () => {
    const { token } = await mock.client({ ZPA: 'API Full Access' });
    await call(token);
    await call(token);
    await call(token, '/zia/api/v1/ruleLabels');
    assert.match(
      (await onlyStep(token)).detail,
      /^The access token has no role for ZIA\. 3 calls were answered with 403, the newest is GET “\/zia\/api\/v1\/ruleLabels”\. /,
    );
  });

  it('has eight kinds of refusals at most, the newest ones, and the first call that went well', async () => {
    const { token } = await mock.client({ ZPA: 'API Full Access' });
    await call(token, '/zpa/mgmtconfig/v1/admin/customers/1/server');
    for (const product of ['zia', 'zcc', 'zdx', 'ztw', 'bi']) {
      await call(token, `/${product}/x`);
      await call(token, `/${product}/x`, 'POST', {});
    }
    const steps = await gatewaySteps(token);
    assert.equal(steps.length, 9);
    assert.equal(steps[0]?.outcome, 'passed');
    assert.match(steps[1]?.detail ?? '', /no role for ZCC/);
    assert.match(steps.at(-1)?.detail ?? '', /no role for BI\. POST/);
  });

  it('repeats nothing of a query, and no path segment that may be a credential', async () => {
    const { token } = await mock.client({});
    const secret = 'correct-horse-battery-staple-0123456789';
    await call(token, `${status}?password=hunter2`);
    await call(token, `/zia/${secret}/x`, 'POST', {});
    await call(token, `/zpa/${token}`);
    await call(token, `/zdx/v1/a b\u202e/${'x/'.repeat(2000)}`);
    const text = JSON.stringify(await exchangeOf(token));
    for (const hidden of ['hunter2', 'password', secret, token.slice(-40), token.slice(0, 40), '\u202e']) {
      assert.ok(!text.includes(hidden), hidden);
    }
    assert.match(text, /POST “\/zia\/correct-…\/x”/);
    assert.match(text, /GET “\/zdx\/v1\/a%20b%E2%80%AE\/x\/x[x/]*…”/);
  });

  it('is not touched by a call without a token, with one of another mock, or with what a service refuses', async () => {
    const { token } = await mock.client({ ZIA: 'API_Role01' });
    const before = await exchangeOf(token);
    await call('');
    await call('nonsense');
    await call(`${token.split('.').slice(0, 2).join('.')}.${'A'.repeat(342)}`);
    assert.equal((await call(token, '/zia/api/v9/x')).status, 404);
    assert.equal((await call(token, '/zia/api/v1/ruleLabels', 'POST', '{')).status, 400);
    assert.deepEqual(await exchangeOf(token), before);
  });

  it('keeps its shape', async () => {
    const { token } = await mock.client({});
    await call(token);
    const members = ['id', 'at', 'clientId', 'method', 'outcome', 'steps'];
    const exchange = await exchangeOf(token);
    assert.deepEqual(Object.keys(exchange), members);
    const one = await mock.ask('GET', `/_mock/v1/exchanges/${exchange.id}`);
    assert.deepEqual(one.json, exchange);
  });
});
