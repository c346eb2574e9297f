// The known attacks as a table, over real sockets.
import assert from 'node:assert/strict';
import { accessTokenAttacks } from './access-tokens.js';
import { algorithmAttacks, claimAttacks, keyAttacks, strictAttacks } from './assertions.js';
import { type Attack, table } from './attack.js';
import { allowedOriginAttacks, browserAttacks } from './browser.js';
import { controlAttacks } from './control.js';
import { jwksAttacks } from './jwks.js';
import { proxyAttacks } from './proxy.js';
import { pathAttacks, requestAttacks, smugglingAttacks } from './requests.js';
import { Target } from './target.js';
import { secretAttacks, tokenRequestAttacks } from './token-requests.js';

table('Attacks on the algorithm of an assertion', algorithmAttacks);
table('Attacks on the keys of an assertion', keyAttacks);
table('Attacks on the claims of an assertion', claimAttacks);
table('Attacks on the strict policy', strictAttacks, () => Target.start('strict'));
table('Attacks through a JWKS URL', jwksAttacks);
table('Attacks on client secrets', secretAttacks);
table('Attacks on token requests', tokenRequestAttacks);
table('Attacks with access tokens', accessTokenAttacks);
table('Attacks of web pages', browserAttacks);
table('Attacks of web pages beside an allowed one', allowedOriginAttacks, () =>
  Target.start('zidentity', ['https://good.example']),
);
table('Request smuggling', smugglingAttacks);
table('Malformed requests', requestAttacks);
table('Paths that lead elsewhere', pathAttacks);
table('Abuse of the proxy', proxyAttacks);
table('Attacks on the admin and control APIs', controlAttacks);

/** The families of known attacks, and what shows that a row is of one. What is shown to people is in markup.test.ts. */
const families: Record<string, readonly Attack[]> = {
  'algorithm confusion': algorithmAttacks.filter(({ name }) => /HMAC|RS256|ES256/.test(name)),
  'the algorithm none': algorithmAttacks.filter(({ name }) => /none/.test(name)),
  'key confusion between clients': [...keyAttacks, ...claimAttacks].filter(({ name }) => /another client/.test(name)),
  'kid as something else than a name': keyAttacks.filter(({ name }) => /\bkid\b/.test(name)),
  'keys by jwk, jku, x5u and x5c': keyAttacks.filter(({ name }) => /\b(jwk|jku|x5u|x5c)\b/.test(name)),
  'audience and issuer': claimAttacks.filter(({ name }) => /\baud\b|\biss\b|tenant|host/.test(name)),
  replay: strictAttacks.filter(({ name }) => /used|jti/.test(name)),
  'JWKS bombs': jwksAttacks.filter(({ name }) => /mebibyte|never ends|keys|levels|take long/.test(name)),
  'request smuggling': smugglingAttacks,
  'header injection': [...secretAttacks, ...controlAttacks, ...pathAttacks].filter(({ name }) =>
    /line break/.test(name),
  ),
  'prototype pollution': [...controlAttacks, ...tokenRequestAttacks, ...secretAttacks, ...jwksAttacks].filter(
    ({ name }) => /prototype|every object|constructor|inherited|__proto__/.test(name),
  ),
  'path traversal': pathAttacks.filter(({ name }) => /dots|slash|file/.test(name)),
  'DNS rebinding': browserAttacks.filter(({ name }) => /as Host|foreign name/.test(name)),
  'requests of a web page': browserAttacks.filter(({ name }) => /page/.test(name)),
  'open proxy': proxyAttacks,
};

describe('The attack tables', () => {
  for (const [family, rows] of Object.entries(families)) {
    it(`have rows of ${family}: ${rows.length}`, () => assert.ok(rows.length >= 2, `${rows.length} rows`));
  }

  it('have eighty rows and more, each with a name of its own', () => {
    const all = [
      ...[algorithmAttacks, keyAttacks, claimAttacks, strictAttacks, jwksAttacks, secretAttacks, tokenRequestAttacks],
      ...[accessTokenAttacks, browserAttacks, allowedOriginAttacks, smugglingAttacks, requestAttacks, pathAttacks],
      ...[proxyAttacks, controlAttacks],
    ].flat();
    assert.ok(all.length >= 80, `${all.length} rows`);
    const names = all.map(({ name }) => name);
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
  });
});
