import assert from 'node:assert/strict';
import { isConcerned } from '../../../src/editor/diagnostics/concerned.js';
import { findProblems, type ProblemFacts } from '../../../src/editor/diagnostics/find-problems.js';
import type { Check } from '../../../src/editor/diagnostics/finding.js';
import { pkcs8Edit } from '../../../src/editor/diagnostics/pkcs8-edit.js';
import { clientIdBeside, secretReference } from '../../../src/editor/diagnostics/secret-reference.js';
import { english } from '../../../src/editor/localise.js';
import { generateKeyPair } from '../../../src/keys/generate.js';
import { readPrivateKey } from '../../../src/keys/read.js';
import { accessClaims, now, nowMs, token } from './tokens.js';

const facts: ProblemFacts = {
  clientOf: ({ client_id }) => (client_id === 'iq0000000000a' ? 'ci' : undefined),
  nowMs,
  enabled: new Set<Check>(['expiredTokens', 'secrets', 'sdkMistakes']),
  l10n: english,
};
const find = (text: string, path = '/w/.env', more: Partial<ProblemFacts> = {}) =>
  findProblems(text, path, { ...facts, ...more });
const expired = token({ ...accessClaims, exp: now - 300 });

describe('problems of a document', () => {
  it('are expired tokens of a known client, with a fresh one as fix', () => {
    const { findings } = find(`TOKEN=${expired}`);
    assert.equal(findings.length, 1);
    assert.equal(findings[0]?.code, 'token-expired');
    assert.equal(findings[0]?.message, 'This access token of ci expired 5 minutes ago.');
    assert.equal(findings[0]?.fixes[0]?.kind, 'freshToken');
    assert.equal(findings[0]?.start, 'TOKEN='.length);
    assert.equal(findings[0]?.end, `TOKEN=${expired}`.length);
  });

  it('are expired client assertions, with one that is signed now as fix', () => {
    const assertion = token({ iss: 'iq1', sub: 'iq1', aud: 'https://a', exp: now - 300 });
    const { findings } = find(assertion, '/w/.env', { clientOf: () => 'ci' });
    assert.equal(findings[0]?.message, 'This client assertion of ci expired 5 minutes ago.');
    assert.deepEqual(findings[0]?.fixes, [{ kind: 'freshToken', label: 'Replace with a Fresh Assertion' }]);
  });

  it('are expired tokens in pieces, whole and without a fix, as one text can not take the place of several', () => {
    const text = `token = "${expired.slice(0, -6)}" +\n  "${expired.slice(-6)}"`;
    const { findings } = find(text, '/w/app.py');
    assert.deepEqual(
      findings.map(({ code, start, end, fixes }) => ({ code, text: text.slice(start, end), fixes })),
      [{ code: 'token-expired', text: text.slice(text.indexOf('eyJ'), -1), fixes: [] }],
    );
  });

  it('are not tokens of a client that is not known, nor active ones', () => {
    const foreign = token({ ...accessClaims, client_id: 'other', exp: now - 300 });
    assert.deepEqual(find(`A=${foreign}\nB=${token(accessClaims)}`).findings, []);
  });

  it('come with the moment at which the next token expires', () => {
    assert.equal(find(`B=${token(accessClaims)}`).nextExpiry, now + 720);
    assert.equal(find('nothing').nextExpiry, undefined);
  });

  it('are client secrets and private keys, without their values', () => {
    const { findings } = find('ZSCALER_CLIENT_SECRET=Zq8wErTy4567uIoP');
    assert.equal(findings[0]?.code, 'client-secret');
    assert.equal(findings[0]?.fixes[0]?.kind, 'move');
    assert.ok(!JSON.stringify(findings).includes('Zq8wErTy4567uIoP'));
  });

  it('are mistakes in the configuration of an SDK, with what to put in place', () => {
    const text = 'ZSCALER_VANITY_DOMAIN=https://acme.zslogin.net';
    const [finding] = find(text).findings;
    const fix = finding?.fixes[0];
    assert.equal(finding?.check, 'sdkMistakes');
    assert.equal(fix?.kind === 'replace' && fix.text, 'acme');
  });

  for (const check of ['expiredTokens', 'secrets', 'sdkMistakes'] as const) {
    it(`are not looked for where ${check} is turned off`, () => {
      const text = `T=${expired}\nZSCALER_CLIENT_SECRET=Zq8wErTy4567uIoP\nZSCALER_VANITY=acme`;
      const enabled = new Set([...facts.enabled].filter((one) => one !== check));
      assert.ok(find(text).findings.some((finding) => finding.check === check));
      assert.ok(find(text, '/w/.env', { enabled }).findings.every((finding) => finding.check !== check));
    });
  }

  it('concern files in which an SDK is configured, and none of others', () => {
    for (const path of [
      '/w/.env',
      '/w/.env.local',
      '/w/zscaler.yaml',
      '/w/main.tf',
      '/w/app.py',
      '/w/key.pem',
      'c:\\w\\a.ts',
    ]) {
      assert.ok(isConcerned(path), path);
    }
    for (const path of ['/w/README.md', '/w/app.log', '/w/node_modules/a/index.js', '/w/.git/config', '/w/a.png']) {
      assert.ok(!isConcerned(path), path);
    }
  });
});

describe('the fix that writes a key as PKCS#8', () => {
  const pkcs1 = async () => {
    const { privateKey } = await generateKeyPair('RSA-2048');
    return { privateKey, pem: (privateKey.export({ type: 'pkcs1', format: 'pem' }) as string).trim() };
  };

  it('keeps the key, and the indentation of a YAML block', async () => {
    const { privateKey, pem } = await pkcs1();
    const text = `key: |\n  ${pem.replaceAll('\n', '\n  ')}\nnext: 1`;
    const edit = pkcs8Edit(text, text.indexOf('-----BEGIN'))!;
    const written = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
    assert.match(edit.text, /^-----BEGIN PRIVATE KEY-----\n {2}\S/);
    assert.ok(written.endsWith('\nnext: 1'));
    assert.ok(readPrivateKey(edit.text.replaceAll('\n  ', '\n')).equals(privateKey));
  });

  it('keeps a key on one line on one line', async () => {
    const { privateKey, pem } = await pkcs1();
    const text = `KEY="${pem.replaceAll('\n', '\\n')}"`;
    const edit = pkcs8Edit(text, 5)!;
    assert.ok(!edit.text.includes('\n'));
    assert.ok(readPrivateKey(edit.text.replaceAll('\\n', '\n')).equals(privateKey));
  });

  it('is not offered where there is no PEM block', () => {
    assert.equal(pkcs8Edit('nothing', 0), undefined);
  });
});

describe('the reference to a moved credential', () => {
  it('reads the environment in the words of the file', () => {
    const text = (path: string) => secretReference('client-secret', path).text;
    assert.equal(text('/w/app.py'), 'os.environ["ZSCALER_CLIENT_SECRET"]');
    assert.equal(text('/w/app.ts'), 'process.env.ZSCALER_CLIENT_SECRET');
    assert.equal(text('/w/main.go'), 'os.Getenv("ZSCALER_CLIENT_SECRET")');
    assert.equal(text('/w/main.tf'), 'var.client_secret');
    assert.equal(text('/w/run.sh'), `\${ZSCALER_CLIENT_SECRET}`);
    assert.equal(text('/w/.env'), '');
    assert.equal(secretReference('private-key', '/w/app.py').text, 'os.environ["ZSCALER_PRIVATE_KEY"]');
  });

  it('is for the client id that stands nearest', () => {
    const text = 'clientId: iqfirst000000\n\n\n\n\n\nclient_id = "iqsecond00000"\nclient_secret = "x"';
    assert.equal(clientIdBeside(text, text.length), 'iqsecond00000');
    assert.equal(clientIdBeside('nothing', 3), undefined);
  });
});
