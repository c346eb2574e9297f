import assert from 'node:assert/strict';
import { GERMAN, readBundle, translatorOf } from './bundles.js';
import { englishWordsIn } from './english-words.js';

const german = translatorOf(readBundle(GERMAN));

/** Holds that whoever shows this English text can tell it in German; `what` says where it came from. */
export function assertToldInGerman(text: string, what: string): void {
  const told = german.text(text);
  assert.deepEqual(englishWordsIn(told), [], `${what}: ${text} → ${told}`);
}
