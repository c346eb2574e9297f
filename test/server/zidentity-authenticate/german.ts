import assert from 'node:assert/strict';
import type { Exchange } from '../../../src/zidentity/exchanges/exchange-log.js';
import { GERMAN, readBundle, translatorOf } from '../../unit/l10n/bundles.js';
import { englishWordsIn } from '../../unit/l10n/english-words.js';

const german = translatorOf(readBundle(GERMAN));

/** Holds that the exchange view can tell in German what the mock says in English. */
export function assertToldInGerman({ steps }: Pick<Exchange, 'steps'>): void {
  for (const { name, detail, hint } of steps) {
    for (const text of [detail, hint]) {
      if (text === undefined) continue;
      const told = german.text(text);
      assert.deepEqual(englishWordsIn(told), [], `${name}: ${text} → ${told}`);
    }
  }
}
