import type { Exchange } from '../../../src/zidentity/exchanges/exchange-log.js';
import { assertToldInGerman } from '../../unit/l10n/told-in-german.js';

/** Holds that the exchange view can tell in German what the mock says in English. */
export function assertStepsInGerman({ steps }: Pick<Exchange, 'steps'>): void {
  for (const { name, detail, hint } of steps) {
    assertToldInGerman(detail, name);
    if (hint !== undefined) assertToldInGerman(hint, name);
  }
}
