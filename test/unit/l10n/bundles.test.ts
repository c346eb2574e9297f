import assert from 'node:assert/strict';
import { momentText } from '../../../src/editor/time-text.js';
import { ENGLISH, fixedParts, GERMAN, readBundle, translatorOf, writeEnglish } from './bundles.js';
import { findMessagesBelow } from './find-messages.js';
import { findTexts } from './find-texts.js';

/** Texts that Germans write as the English do: terms of OAuth and JWT, names, units, states of HTTP. */
const SAME_IN_GERMAN = new Set(
  `{0} d|{0} h|{0} min|{0} s|keys[{0}]|Secret {0}|400 invalid_client|401 Unauthorized|404 Not Found|409 Edit Lock
429 Too Many Requests|500 Server Error|503 Service Unavailable|504 Gateway Timeout|Access Token|Access token|Claims
Client Assertion|Client Secret|Cloud|Gateway|Grant type|Header|Issuer|JSON|JSON Web Token|JTI|JWKS|Name|Organisation
Rate Limits|Audience|Nonce|Scopes|exp: {0}.|Status|Subject|Thumbprint (kid)|ZIdentity|in Terminals`.split(/[|\n]/),
);

/** One problem a line: an empty list is what has to be. */
function none(problems: readonly string[], remedy: string): void {
  if (problems.length > 0) assert.fail(`${remedy}\n  ${problems.join('\n  ')}`);
}

describe('The texts of the extension', () => {
  const { messages, problems } = findMessagesBelow('src');
  const placeOf = new Map<string, string>();
  const texts = findTexts();
  for (const { text, place } of [...messages, ...texts]) if (!placeOf.has(text)) placeOf.set(text, place);

  before(() => {
    if (process.env.UPDATE_L10N === '1') writeEnglish(placeOf.keys());
  });

  const notIn = (path: string) => {
    const bundle = readBundle(path);
    return [...placeOf]
      .filter(([text]) => !(text in bundle))
      .map(([text, place]) => `${place}: ${JSON.stringify(text)}`);
  };
  const notInSource = (path: string) =>
    Object.keys(readBundle(path))
      .filter((text) => !placeOf.has(text))
      .map((text) => JSON.stringify(text));

  it('are literals, which translators can find', () => {
    none(problems, 'Hand l10n.t one string literal, with {0} for what varies:');
  });

  it('stand in the English bundle, and no others do', () => {
    none(notIn(ENGLISH), `Not in ${ENGLISH}; run this test with UPDATE_L10N=1:`);
    none(notInSource(ENGLISH), `In ${ENGLISH} but no longer in the source; run this test with UPDATE_L10N=1:`);
  });

  it('stand in the English bundle as in the source', () => {
    const changed = Object.entries(readBundle(ENGLISH)).filter(([key, text]) => key !== text);
    none(
      changed.map(([key]) => JSON.stringify(key)),
      `Run this test with UPDATE_L10N=1; ${ENGLISH} differs for:`,
    );
  });

  it('have a German translation, and no text has one that is gone', () => {
    none(notIn(GERMAN), `Translate in ${GERMAN}:`);
    none(notInSource(GERMAN), `Remove from ${GERMAN}:`);
  });

  it('have the same places for arguments in German', () => {
    const differing = Object.entries(readBundle(GERMAN)).filter(
      ([english, german]) => fixedParts(english).join() !== fixedParts(german).join(),
    );
    none(
      differing.map(([english, german]) => `${JSON.stringify(english)}: ${JSON.stringify(german)}`),
      `Other places than in English, in ${GERMAN}:`,
    );
  });

  it('are German in German, but for terms and names', () => {
    const english = Object.entries(readBundle(GERMAN)).filter(
      ([text, german]) => german.trim() === '' || (german === text && !SAME_IN_GERMAN.has(text)),
    );
    none(
      english.map(([text]) => JSON.stringify(text)),
      `Empty or still English in ${GERMAN}:`,
    );
  });

  it('are sorted in both bundles, so that changes are easy to read', () => {
    for (const path of [ENGLISH, GERMAN]) {
      const keys = Object.keys(readBundle(path));
      assert.deepEqual(keys, [...keys].sort(), path);
    }
  });

  it('say a moment in German with its units inflected', () => {
    const german = translatorOf(readBundle(GERMAN));
    const noon = Date.UTC(2026, 10, 23, 12);
    const inDays = (days: number) => momentText(noon / 1000 + days * 86_400, noon, german);
    assert.equal(inDays(3), '2026-11-26 12:00:00Z (in 3 Tagen)');
    assert.equal(inDays(-3), '2026-11-20 12:00:00Z (vor 3 Tagen)');
    assert.equal(inDays(0), '2026-11-23 12:00:00Z (jetzt)');
  });
});
