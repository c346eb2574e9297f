import assert from 'node:assert/strict';
import { createEnvironments } from '../../../src/commands/services/environments.js';
import { type MockEndpoints, tenantEnvironment } from '../../../src/oauth/environment.js';
import { fakeMemento } from './fakes.js';

const endpoints: MockEndpoints = {
  http: 'http://127.0.0.1:8787',
  https: 'https://localhost:8787',
  proxy: 'http://127.0.0.1:8787',
  issuer: 'https://acme.zslogin.net',
  tokenEndpoint: 'http://127.0.0.1:8787/oauth2/v1/token',
  api: 'http://127.0.0.1:8787',
  caFile: '/ca.pem',
  jwks: 'http://127.0.0.1:8788',
};

describe('Environments', () => {
  const world = (running = false) => {
    const state = fakeMemento();
    let started = running;
    const environments = createEnvironments({
      state,
      mock: {
        endpoints: () => (started ? endpoints : undefined),
        start: async () => {
          started = true;
          return endpoints;
        },
      },
    });
    return { environments, state, isStarted: () => started };
  };
  const acme = tenantEnvironment({ vanity: 'acme', cloud: 'beta' });

  it('begin with the mock, which is active and not started for it', () => {
    const { environments, isStarted } = world();
    assert.equal(environments.active.id, 'mock');
    assert.equal(environments.active.environment, undefined);
    assert.equal(isStarted(), false);
  });

  it('start the mock when it has to be ready', async () => {
    const { environments } = world();
    assert.equal((await environments.ready()).tokenEndpoint, endpoints.tokenEndpoint);
    assert.equal(environments.active.environment?.api, endpoints.api);
  });

  it('do not start the mock for a tenant', async () => {
    const { environments, isStarted } = world();
    await environments.add(acme);
    await environments.switchTo(acme.id);
    assert.deepEqual(await environments.ready(), acme);
    assert.equal(isStarted(), false);
  });

  it('are remembered, with the active one', async () => {
    const { environments, state } = world();
    await environments.add(acme);
    await environments.switchTo(acme.id);
    const next = createEnvironments({
      state,
      mock: { endpoints: () => undefined, start: async () => endpoints },
    });
    assert.equal(next.active.id, 'tenant:acme.beta');
  });

  it('fall back to the mock when the active one is removed', async () => {
    const { environments } = world();
    await environments.add(acme);
    await environments.switchTo(acme.id);
    await environments.remove(acme.id);
    assert.equal(environments.active.id, 'mock');
  });

  it('keep the API client for administration when a tenant is added again', async () => {
    const { environments } = world();
    await environments.add(acme);
    await environments.setAdminClient(acme.id, 'iq1');
    await environments.add({ ...acme, name: 'Acme again' });
    const entry = environments.list().find(({ id }) => id === acme.id);
    assert.equal(entry?.adminClientId, 'iq1');
    assert.equal(entry?.name, 'Acme again');
  });

  it('name those that are known where one is not', async () => {
    const { environments } = world();
    await assert.rejects(environments.switchTo('nowhere'), { code: 'environment-unknown', hint: /mock/ });
    await assert.rejects(environments.remove('mock'), { code: 'environment-built-in' });
  });
});
