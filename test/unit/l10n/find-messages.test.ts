import assert from 'node:assert/strict';
import { findMessages } from './find-messages.js';

const texts = (source: string) => findMessages(source, 'a.ts').messages.map(({ text }) => text);

describe('The search for texts to translate', () => {
  it('finds a literal whatever the localiser is a member of, also on the next line', () => {
    assert.deepEqual(texts("l10n.t('One'); view.l10n.t('Two', 2); vscode.l10n.t(\n  'Three',\n  3,\n);"), [
      'One',
      'Two',
      'Three',
    ]);
  });

  it('reads both kinds of quotes and what is escaped in them', () => {
    assert.deepEqual(texts(String.raw`l10n.t("it's"); l10n.t('it\'s "so"\n\u2026\x21\u{1F511}')`), [
      "it's",
      'it\'s "so"\n…!🔑',
    ]);
  });

  it('says where each one stands', () => {
    assert.deepEqual(findMessages("\n\nl10n.t('One')", 'src/a.ts').messages, [{ text: 'One', place: 'src/a.ts:3' }]);
  });

  it('complains of whatever is not one literal', () => {
    for (const source of ['l10n.t(`a`)', "l10n.t('a' + b)", 'l10n.t(name)', "l10n.t(a ? 'b' : 'c')", 'map(l10n.t)']) {
      assert.deepEqual(findMessages(source, 'a.ts'), {
        messages: [],
        problems: ['a.ts:1: the message is not one string literal'],
      });
    }
  });
});
