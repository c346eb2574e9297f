import { WorkbenchError } from '../../errors.js';
import { decodeJwt } from '../../jwt/decode.js';
import type { KeyTextDescription } from '../../keys/describe.js';
import { clockOf } from '../clock.js';
import type { Localiser } from '../localise.js';
import { tokenFactsOf } from '../token-facts-of.js';
import { compareTokens } from './compare-tokens.js';
import { type InspectionServices, inspectToken } from './inspect-token.js';
import type { Inspection } from './inspection.js';
import { keysView } from './keys-view.js';
import type { EmptyContent, InspectorContent } from './messages.js';
import { readPasted } from './read-pasted.js';
import { tokenView } from './token-view.js';

export interface Shown {
  content: InspectorContent;
  /** Milliseconds of the clock that counts for it. */
  nowMs: number;
  /** Where a token is shown. */
  inspection?: Inspection;
  token?: string;
  /** Where key material is shown. */
  description?: KeyTextDescription;
  /** Where neither can be shown. */
  error?: WorkbenchError;
}

/** What the inspector shows of a text: a token, key material, or why it is neither. */
export async function shownOf(
  services: InspectionServices,
  text: string,
  l10n: Localiser,
  environmentId?: string,
): Promise<Shown> {
  const nowMs = services.now();
  try {
    const pasted = await readPasted(text);
    if (pasted.kind === 'keys') {
      const { description } = pasted;
      return { content: keysView(description, { nowMs, l10n }), nowMs, description };
    }
    const { token } = pasted;
    const inspection = await inspectToken(services, token, environmentId);
    const clock = clockOf(services, inspection.issuedByMock);
    const canRenew =
      tokenFactsOf(inspection.payload, services).client !== undefined && inspection.kind === 'access-token';
    return { content: tokenView(inspection, token, { nowMs: clock, l10n, canRenew }), nowMs: clock, inspection, token };
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    return { content: notReadable(error, l10n), nowMs, error };
  }
}

/** Two tokens side by side; the second may stand in other text. */
export async function comparisonOf(first: string, secondText: string, l10n: Localiser): Promise<InspectorContent> {
  try {
    const second = await readPasted(secondText);
    if (second.kind === 'keys') {
      throw new WorkbenchError('jwt-malformed', l10n.t('This is {0}, not a token.', second.description.name), {
        hint: l10n.t('Paste a token to compare with.'),
      });
    }
    const names = { first: l10n.t('First token'), second: l10n.t('Second token') };
    return compareTokens(decodeJwt(first), decodeJwt(second.token), names, l10n);
  } catch (error) {
    if (error instanceof WorkbenchError) return notReadable(error, l10n);
    throw error;
  }
}

/** At the start, or after the memory of the token is gone. */
export function emptyContent(reason: 'start' | 'forgotten', l10n: Localiser): EmptyContent {
  return {
    kind: 'empty',
    title: l10n.t('Inspector'),
    text:
      reason === 'start'
        ? l10n.t('Nothing is inspected yet.')
        : l10n.t(
            'The token was kept in memory alone, and the window was reloaded. Paste it again, or choose it in the Issued Tokens view.',
          ),
    tone: 'neutral',
  };
}

function notReadable(error: WorkbenchError, l10n: Localiser): EmptyContent {
  const text = error.hint === undefined ? error.message : `${error.message} ${error.hint}`;
  return { kind: 'empty', title: l10n.t('Not Readable'), text, tone: 'bad' };
}
