import assert from 'node:assert/strict';
import { lintCloud, lintVanity } from '../../../src/oauth/cloud-mistakes.js';
import { resolveHosts, tenantOfHost } from '../../../src/oauth/clouds.js';

describe('the hosts of a tenant', () => {
  const table: [cloud: string | undefined, login: string, api: string][] = [
    [undefined, 'acme.zslogin.net', 'api.zsapi.net'],
    ['', 'acme.zslogin.net', 'api.zsapi.net'],
    ['PRODUCTION', 'acme.zslogin.net', 'api.zsapi.net'],
    ['production', 'acme.zslogin.net', 'api.zsapi.net'],
    ['beta', 'acme.zsloginbeta.net', 'api.beta.zsapi.net'],
    ['BETA', 'acme.zsloginbeta.net', 'api.beta.zsapi.net'],
    ['gov', 'acme.zidentitygov.net', 'api.zscalergov.net'],
    ['govus', 'acme.zidentitygov.us', 'api.zscalergov.us'],
    ['Alpha', 'acme.zsloginalpha.net', 'api.alpha.zsapi.net'],
  ];
  for (const [cloud, login, api] of table) {
    it(`are ${login} and ${api} for the cloud ${JSON.stringify(cloud)}`, () => {
      const hosts = resolveHosts({ vanity: 'acme', cloud });
      assert.equal(hosts.issuer, `https://${login}`);
      assert.equal(hosts.tokenEndpoint, `https://${login}/oauth2/v1/token`);
      assert.equal(hosts.api, `https://${api}`);
      assert.equal(hosts.adminPortal, `https://${login.replace('acme', 'acme-admin')}`);
    });
  }

  it('take the vanity domain in lower case', () => {
    assert.equal(resolveHosts({ vanity: 'Acme' }).issuer, 'https://acme.zslogin.net');
  });

  for (const vanity of [
    '',
    ' acme',
    'acme corp',
    'acme.zslogin.net',
    'https://acme.zslogin.net',
    'a@b',
    '-acme',
    'x/y',
    'é',
  ]) {
    it(`cannot be built from the vanity domain ${JSON.stringify(vanity)}`, () => {
      assert.throws(() => resolveHosts({ vanity }), { code: 'vanity-invalid' });
    });
  }

  for (const cloud of ['zsapi.net', 'a b', 'x/../y', 'evil.example#']) {
    it(`cannot be built from the cloud ${JSON.stringify(cloud)}`, () => {
      assert.throws(() => resolveHosts({ vanity: 'acme', cloud }), { code: 'cloud-invalid' });
    });
  }

  it('tell vanity domain and cloud again', () => {
    assert.deepEqual(tenantOfHost('acme.zslogin.net'), { vanity: 'acme', cloud: 'PRODUCTION' });
    assert.deepEqual(tenantOfHost('ACME-admin.zsloginbeta.net'), { vanity: 'acme', cloud: 'beta' });
    assert.deepEqual(tenantOfHost('acme.zidentitygov.us'), { vanity: 'acme', cloud: 'govus' });
    assert.deepEqual(tenantOfHost('acme.zsloginalpha.net'), { vanity: 'acme', cloud: 'alpha' });
    assert.equal(tenantOfHost('api.zsapi.net'), undefined);
    assert.equal(tenantOfHost('acme'), undefined);
    assert.equal(tenantOfHost('.zslogin.net'), undefined);
  });
});

describe('lintVanity', () => {
  it('finds nothing wrong with one label', () => {
    for (const vanity of ['acme', 'a', 'acme-corp', '9lives']) assert.deepEqual(lintVanity(vanity), []);
  });

  const table: [typed: string, code: string, suggestion?: string, cloud?: string][] = [
    ['', 'vanity-missing'],
    ['  ', 'vanity-missing'],
    ['https://acme.zslogin.net', 'vanity-is-url', 'acme'],
    ['https://acme.zslogin.net/oauth2/v1/token', 'vanity-is-url', 'acme'],
    ['acme.zslogin.net/', 'vanity-is-url', 'acme'],
    ['https://acme.zsloginbeta.net', 'vanity-is-url', 'acme', 'beta'],
    ['acme.zslogin.net', 'vanity-is-host', 'acme'],
    ['Acme.ZSLogin.net', 'vanity-is-host', 'acme'],
    ['acme.zidentitygov.net', 'vanity-is-host', 'acme', 'gov'],
    ['acme.zidentitygov.us', 'vanity-is-host', 'acme', 'govus'],
    ['acme-admin.zslogin.net', 'vanity-is-admin-host', 'acme'],
    ['acme-admin', 'vanity-is-admin-host', 'acme'],
    ['admin.zscalerthree.net', 'vanity-is-product-host'],
    ['https://config.private.zscaler.com', 'vanity-is-product-host'],
    ['acme.example.com', 'vanity-is-host'],
    ['Acme Corporation', 'vanity-not-a-label'],
    ['acme_corp', 'vanity-not-a-label'],
    ['zscalerthree', 'vanity-is-product-cloud'],
    ['Acme', 'vanity-upper-case', 'acme'],
    [' acme', 'vanity-spaces', 'acme'],
  ];
  for (const [typed, code, suggestion, cloud] of table) {
    it(`says ${code} of ${JSON.stringify(typed)}`, () => {
      const [problem] = lintVanity(typed);
      assert.equal(problem?.code, code);
      assert.equal(problem.suggestion, suggestion);
      assert.equal(problem.suggestedCloud, cloud);
      assert.notEqual(problem.hint, '');
    });
  }

  it('suggests only what is right itself', () => {
    for (const [typed] of table) {
      for (const { suggestion } of lintVanity(typed)) {
        if (suggestion !== undefined) assert.deepEqual(lintVanity(suggestion), []);
      }
    }
  });
});

describe('lintCloud', () => {
  it('finds nothing wrong with a ZIdentity cloud or none', () => {
    for (const cloud of ['', 'PRODUCTION', 'production', 'beta', 'BETA', 'gov', 'govus'])
      assert.deepEqual(lintCloud(cloud), []);
  });

  const table: [typed: string, code: string, suggestion?: string][] = [
    ['zscalerthree', 'cloud-is-product-cloud', ''],
    ['zscalertwo', 'cloud-is-product-cloud', ''],
    ['zscloud', 'cloud-is-product-cloud', ''],
    ['ZSCALERONE', 'cloud-is-product-cloud', ''],
    ['zscalerthree.net', 'cloud-is-product-cloud', ''],
    ['https://admin.zscalertwo.net', 'cloud-is-product-cloud', ''],
    ['zscalerbeta', 'cloud-is-product-cloud', 'beta'],
    ['zscalergov', 'cloud-is-product-cloud', 'gov'],
    ['prod', 'cloud-misspelt', ''],
    ['zsloginbeta', 'cloud-misspelt', 'beta'],
    ['zidentitygov', 'cloud-misspelt', 'gov'],
    ['acme.zsloginbeta.net', 'cloud-is-host', 'beta'],
    ['https://api.zsapi.net', 'cloud-is-host', ''],
    ['api.zscalergov.us', 'cloud-is-host', 'govus'],
    ['my cloud', 'cloud-not-a-label'],
    ['alpha', 'cloud-unknown'],
    ['beta ', 'cloud-spaces', 'beta'],
  ];
  for (const [typed, code, suggestion] of table) {
    it(`says ${code} of ${JSON.stringify(typed)}`, () => {
      const [problem] = lintCloud(typed);
      assert.equal(problem?.code, code);
      assert.equal(problem.suggestion, suggestion);
    });
  }

  it('takes an unknown cloud for a warning, since new ones may come', () => {
    assert.equal(lintCloud('alpha')[0]?.severity, 'warning');
    assert.equal(lintCloud('zscalerthree')[0]?.severity, 'error');
  });
});
