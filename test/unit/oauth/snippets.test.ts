import assert from 'node:assert/strict';
import { connectionSettings } from '../../../src/oauth/connection-settings.js';
import { tenantEnvironment } from '../../../src/oauth/environment.js';
import { configurationKind, findSdkMistakes } from '../../../src/oauth/sdk-mistakes.js';
import { findSecrets } from '../../../src/oauth/secret-finder.js';
import { type Connection, copyAs, snippetFormats } from '../../../src/oauth/snippets.js';

const secret = 'Zk3vT9qLm2XcB7nW$x"';
const tenant: Connection = {
  environment: tenantEnvironment({ vanity: 'acme', cloud: 'beta' }),
  client: { id: 'iq41q3fpgg6st', credential: { kind: 'secret' }, customerId: '72058304855015424' },
};
const withSecret: Connection = {
  ...tenant,
  client: { ...tenant.client, credential: { kind: 'secret', value: secret } },
};
const withKey: Connection = {
  ...tenant,
  client: { ...tenant.client, credential: { kind: 'privateKey', file: 'a key.pem' } },
};
const withEcKey: Connection = {
  ...tenant,
  client: { ...tenant.client, credential: { kind: 'privateKey', alg: 'ES256' } },
};
const mock: Connection = {
  ...withSecret,
  environment: { ...tenantEnvironment({ vanity: 'acme' }), kind: 'mock' },
  endpoints: { proxy: 'http://127.0.0.1:8787', caFile: '/home/a b/ca.pem' },
};

describe('a snippet', () => {
  for (const { id, label } of snippetFormats) {
    it(`as ${label} names client, tenant and credential`, () => {
      const { text } = copyAs(id, withSecret);
      assert.match(text, /iq41q3fpgg6st/);
      assert.match(text, /acme/);
      assert.match(text, /Zk3vT9qLm2XcB7nW/);
    });

    it(`as ${label} holds no secret where none was given`, () => {
      assert.deepEqual(findSecrets(copyAs(id, tenant).text, { bareWords: true }), []);
    });

    it(`as ${label} names the key's file and never a secret for a private key`, () => {
      const { text } = copyAs(id, withKey);
      if (id !== 'http') assert.match(text, /a key\.pem/);
      assert.doesNotMatch(text, /client_?secret/i);
    });

    it(`as ${label} has none of the mistakes that the linter knows`, () => {
      const file = {
        python: 'a.py',
        go: 'a.go',
        terraform: 'a.tf',
        typescript: 'a.ts',
        dotenv: '.env',
        curl: 'a.sh',
        http: 'a.http',
      }[id];
      for (const connection of [tenant, withSecret, withKey, mock]) {
        assert.deepEqual(findSdkMistakes(copyAs(id, connection).text, configurationKind(file)), []);
      }
    });
  }

  it('for an SDK says that an EC key does not work there; others need no such word', () => {
    for (const { id, sdk } of snippetFormats) {
      const { note } = copyAs(id, withEcKey);
      assert.equal(note?.includes('ES256') ?? false, sdk);
    }
  });

  it('for an SDK at the mock tells where to find the way to it', () => {
    assert.match(copyAs('python', mock).note!, /proxy and CA/);
    assert.equal(copyAs('curl', mock).note, undefined);
  });

  it('for a tenant of explicit URLs tells that the vanity domain is missing', () => {
    const { vanity: _, ...environment } = tenant.environment;
    const { text, note } = copyAs('python', { ...tenant, environment });
    assert.match(text, /YOUR_VANITY_DOMAIN/);
    assert.match(note!, /vanity domain/);
  });

  it('leaves the cloud out for production', () => {
    for (const id of ['python', 'go', 'terraform', 'dotenv'] as const) {
      assert.match(copyAs(id, tenant).text, /cloud/i);
      assert.doesNotMatch(copyAs(id, mock).text, /cloud/i);
    }
  });

  it('as .env is exactly what the SDKs read, with the way to the mock', () => {
    assert.equal(
      copyAs('dotenv', mock).text,
      [
        'ZSCALER_CLIENT_ID=iq41q3fpgg6st',
        `ZSCALER_CLIENT_SECRET='${secret}'`,
        'ZSCALER_VANITY_DOMAIN=acme',
        'ZSCALER_CUSTOMER_ID=72058304855015424',
        'ZPA_CUSTOMER_ID=72058304855015424',
        '',
        '# The way to the mock: its proxy, and its CA for Python, Go and Node.',
        'HTTPS_PROXY=http://127.0.0.1:8787',
        "REQUESTS_CA_BUNDLE='/home/a b/ca.pem'",
        "SSL_CERT_FILE='/home/a b/ca.pem'",
        '# Node reads this one at its start: export it, or use node --env-file.',
        "NODE_EXTRA_CA_CERTS='/home/a b/ca.pem'",
        '',
      ].join('\n'),
    );
  });

  it('as .http form-encodes what stands in the body', () => {
    assert.match(copyAs('http', withSecret).text, /&client_secret=Zk3vT9qLm2XcB7nW%24x%22\n/);
  });
});

describe('connection settings', () => {
  it('have one entry for each ecosystem', () => {
    const ids = connectionSettings(mock).map(({ id }) => id);
    assert.deepEqual(ids, ['python', 'go', 'node', 'curl', 'terraform', 'ansible', 'yaml', 'powershell', 'dotenv']);
  });

  it('lead each SDK to the mock by the proxy, with the variable that it takes a CA from', () => {
    const names = {
      python: 'REQUESTS_CA_BUNDLE',
      go: 'SSL_CERT_FILE',
      node: 'NODE_EXTRA_CA_CERTS',
      terraform: 'SSL_CERT_FILE',
    };
    const settings = connectionSettings(mock);
    for (const [id, name] of Object.entries(names)) {
      const { text } = settings.find((setting) => setting.id === id)!;
      assert.match(text, new RegExp(`export ${name}='/home/a b/ca.pem'`));
      assert.match(text, /export HTTPS_PROXY=http:\/\/127\.0\.0\.1:8787/);
    }
  });

  it('set no proxy and no CA for a tenant', () => {
    for (const { text } of connectionSettings(tenant))
      assert.doesNotMatch(text, /PROXY|CA_BUNDLE|SSL_CERT|EXTRA_CA|--cacert/);
  });

  it('hold no secret where none was given', () => {
    for (const { id, text } of connectionSettings(tenant)) {
      assert.deepEqual(findSecrets(text, { bareWords: true }), [], id);
    }
  });

  it('hold none of the mistakes that the linter knows', () => {
    for (const connection of [tenant, withSecret, withKey, mock]) {
      for (const { id, text, language } of connectionSettings(connection)) {
        const kind = language === 'yaml' ? 'yaml' : language === 'terraform' ? 'terraform' : 'dotenv';
        assert.deepEqual(findSdkMistakes(text, kind), [], id);
      }
    }
  });

  it('tell of the customer id by the name that each SDK reads', () => {
    const textOf = (id: string) => connectionSettings(tenant).find((setting) => setting.id === id)!.text;
    assert.match(textOf('python'), /ZSCALER_CUSTOMER_ID/);
    assert.match(textOf('go'), /ZPA_CUSTOMER_ID/);
  });

  it('warn of PKCS#1 for Python and of EC keys for every SDK', () => {
    const notesOf = (connection: Connection, id: string) =>
      connectionSettings(connection)
        .find((setting) => setting.id === id)!
        .notes.join(' ');
    assert.match(notesOf(withKey, 'python'), /PKCS#8/);
    for (const id of ['python', 'go', 'terraform', 'ansible', 'yaml']) assert.match(notesOf(withEcKey, id), /ES256/);
  });

  it('tell Ansible of the cloud by the variable, as its collections have different arguments for it', () => {
    const textOf = (connection: Connection) => connectionSettings(connection).find(({ id }) => id === 'ansible')!.text;
    assert.doesNotMatch(textOf(tenant), /^ {2}\w*cloud:/m);
    assert.match(textOf(tenant), /^environment:\n {2}ZSCALER_CLOUD: "\w+"$/m);
    assert.doesNotMatch(textOf(mock), /cloud/i);
  });

  it('keep a secret from being a template of Ansible’s', () => {
    const value = 'a{{ lookup("env", "HOME") }}b';
    const connection: Connection = { ...tenant, client: { id: 'x', credential: { kind: 'secret', value } } };
    assert.match(
      connectionSettings(connection).find(({ id }) => id === 'ansible')!.text,
      /client_secret: !unsafe "a\{\{/,
    );
  });
});
