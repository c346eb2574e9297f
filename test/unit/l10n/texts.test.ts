import assert from 'node:assert/strict';
import { filled } from '../../../src/editor/localise.js';
import { templatesOf } from '../../../src/editor/templates.js';
import { textTranslator } from '../../../src/editor/translate-text.js';
import { GERMAN, readBundle, translatorOf } from './bundles.js';
import { englishWordsIn } from './english-words.js';
import { findTexts } from './find-texts.js';

const bundle = readBundle(GERMAN);
const { text } = translatorOf(bundle);

describe('A text that was made in English', () => {
  it('is told in German whatever stands in its places', () => {
    const numbersOnly = new Set(templatesOf(bundle).flatMap(({ numbersOnly, key }) => (numbersOnly ? [key] : [])));
    const values = ['acme.example:443', '“x y”', '42', 'kid-7'];
    for (const { text: key, place } of findTexts()) {
      const each = numbersOnly.has(key) ? ['17'] : values;
      const german = filled(
        bundle[key]!,
        each.map((value) => value.replace('“x y”', '„x y“')),
      );
      assert.equal(text(filled(key, each)), german, `${place}: ${key}`);
    }
  });

  it('is translated sentence by sentence', () => {
    assert.equal(
      text(
        'The assertion has expired. exp is 2026-11-23 10:00:00Z (3 days ago). 60 seconds of difference are allowed.',
      ),
      'Die Assertion ist abgelaufen. exp ist 2026-11-23 10:00:00Z (vor 3 Tagen). 60 Sekunden Abweichung sind erlaubt.',
    );
  });

  it('keeps what a server or a person said, also between words of ours', () => {
    assert.equal(
      text('No API client has this client id. It is “The token is empty. Try again.”.'),
      'Kein API-Client hat diese Client-ID. Angegeben ist „The token is empty. Try again.“.',
    );
    assert.equal(text('Something else. Try again.'), 'Something else. Versuchen Sie es erneut.');
  });

  it('has the words of ours that fill a place translated, and no names', () => {
    assert.equal(
      text('This is an EC private key (SEC1); a public key is needed.'),
      bundle['This is {0}; a public key is needed.']!.replace('{0}', 'ein privater EC-Schlüssel (SEC1)'),
    );
    assert.equal(
      text('There is an Authorization header and client_secret.'),
      'Vorhanden sind ein Header „Authorization“ und client_secret.',
    );
    assert.equal(
      text('No credential of Groups is stored for Users.'),
      'Von Groups sind keine Zugangsdaten für Users gespeichert.',
    );
  });

  it('is told what is said of each of several', () => {
    assert.equal(
      text('Not used: keys[0]: it is not a JSON object. keys[1]: its "kty" is "OKP"; RSA or EC is needed.'),
      'Nicht verwendet: keys[0]: es ist kein JSON-Objekt. keys[1]: „kty“ ist "OKP"; gebraucht wird RSA oder EC.',
    );
  });

  it('is told without its full stop, or with one', () => {
    assert.equal(text('exp is 2026-11-23 10:00:00Z (3 days ago)'), 'exp ist 2026-11-23 10:00:00Z (vor 3 Tagen)');
    assert.equal(text('Active.'), 'Aktiv.');
  });

  it('stays English where the display language is', () => {
    const english = textTranslator({ t: (message) => message, bundle: undefined });
    assert.equal(english('The token is empty.'), 'The token is empty.');
  });

  it('takes no long time, however it is made', () => {
    const long = `It is ${'. It is '.repeat(480)}`;
    assert.ok(text(long).length > 0);
    assert.equal(text('x. '.repeat(3000)), 'x. '.repeat(3000));
  });
});

describe('The German texts', () => {
  it('have no English sentence among them', () => {
    const english = Object.entries(bundle).flatMap(([key, german]) => {
      // The names of HTTP's states are the same everywhere.
      const words = german === key ? [] : englishWordsIn(german);
      return words.length > 0 ? [`${german} (${words.join(', ')})`] : [];
    });
    assert.deepEqual(english, []);
  });
});
