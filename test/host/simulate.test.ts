import assert from 'node:assert/strict';
import { activated, run } from './workbench.js';

interface Simulated {
  offsetSeconds: number;
  faults: { id: string; target: string; times: number }[];
  switched: string[];
}

const simulate = (wanted: object) => run<Simulated>('oneapi.simulate', wanted);
const getToken = (clientId: string) => run<{ accessToken: string }>('oneapi.token.get', { clientId });
const call = (clientId: string) =>
  run<{ status: number; body: unknown }>('oneapi.api.call', { clientId, method: 'GET', path: '/zia/api/v1/status' });

describe('A simulated fault', () => {
  let secretClient: string;
  let keyClient: string;

  before(async () => {
    await (await activated()).mock.start();
    await run('oneapi.mock.reset', {});
    const add = (auth: string) =>
      run<{ id: string }>('oneapi.client.add', { name: `simulated ${auth}`, auth, scopes: ['ZIA:API_Role01'] });
    secretClient = (await add('SECRET')).id;
    keyClient = (await add('JWKS')).id;
  });

  afterEach(() => run('oneapi.simulate.end', {}));

  it('of the token endpoint with Retry-After is waited for, and then there is a token', async () => {
    const { faults } = await simulate({ fault: { target: 'token', status: 429, headers: { 'retry-after': '0' } } });
    assert.equal(faults.length, 1);
    assert.equal((await getToken(secretClient)).accessToken.split('.').length, 3);
  });

  it('that resets the connection is tried again, with a new assertion', async () => {
    await simulate({ fault: { target: 'token', break: 'reset' } });
    assert.equal((await getToken(keyClient)).accessToken.split('.').length, 3);
  });

  it('that cuts the answer off is said, since the token was issued already', async () => {
    await simulate({ fault: { target: 'token', break: 'truncate' } });
    await assert.rejects(getToken(secretClient), /broke off/);
  });

  it('of the gateway hits the product that it is for alone', async () => {
    await simulate({ fault: { target: 'gateway', product: 'ZPA', status: 503, times: 1 } });
    assert.equal((await call(secretClient)).status, 200);
    await simulate({ fault: { target: 'gateway', product: 'ZIA', status: 503, body: {} } });
    assert.equal((await call(secretClient)).status, 503);
    assert.equal((await call(secretClient)).status, 200, 'it was for one request');
  });

  it('of the JWKS host is told as the reason', async () => {
    const { id } = await run<{ id: string }>('oneapi.client.add', { name: 'not fetched yet', auth: 'JWKS' });
    await simulate({ fault: { target: 'jwks', status: 500, times: 3 } });
    await assert.rejects(getToken(id), /invalid_client/);
  });

  it('that cannot be is refused with the reason', async () => {
    await assert.rejects(simulate({ fault: { target: 'token', product: 'ZIA' } }), /product goes with target gateway/);
    await assert.rejects(simulate({ fault: { target: 'moon' } }), /"fault.target" is not usable/);
  });

  it('or other time and rules end together', async () => {
    const state = await simulate({
      clockOffsetSeconds: 3600,
      fault: { target: 'gateway', status: 500, times: 100 },
      settings: { policy: 'strict', rateLimits: true },
    });
    assert.equal(state.offsetSeconds, 3600);
    assert.deepEqual(state.switched, ['policy', 'rateLimits']);
    await run('oneapi.simulate.end', {});
    const after = await simulate({});
    assert.deepEqual([after.offsetSeconds, after.faults, after.switched], [0, [], []]);
  });
});

describe('A shifted clock', () => {
  afterEach(() => run('oneapi.simulate.end', {}));

  it('makes a client assertion expire that was right before', async () => {
    const { id } = await run<{ id: string }>('oneapi.client.add', { name: 'too late', auth: 'PUBKEYCERT' });
    await getToken(id);
    await simulate({ clockOffsetSeconds: 3600 });
    await assert.rejects(getToken(id), /invalid_client/);
    await simulate({ clockOffsetSeconds: 0 });
    await getToken(id);
  });

  it('makes a token expire at the gateway', async () => {
    const { id } = await run<{ id: string }>('oneapi.client.add', {
      name: 'short',
      auth: 'SECRET',
      lifetimeSeconds: 600,
      scopes: ['ZIA:API_Role01'],
    });
    await getToken(id);
    assert.equal((await call(id)).status, 200);
    await simulate({ clockOffsetSeconds: 3600 });
    assert.equal((await call(id)).status, 401);
  });
});
