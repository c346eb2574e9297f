import type { Localiser } from '../localise.js';
import { stepTitle } from '../step-titles.js';
import type { Tone } from '../tone.js';
import type { AssertionCheck, AssertionVerdict } from './inspection.js';
import type { VerdictView } from './messages.js';

const tones: Readonly<Record<AssertionCheck['outcome'], Tone>> = { passed: 'good', failed: 'bad', skipped: 'neutral' };

/** What ZIdentity would say of a client assertion under one policy, as a checklist. */
export function verdictView({ policy, accepted, checks }: AssertionVerdict, l10n: Localiser): VerdictView {
  const outcomes = { passed: l10n.t('passed'), failed: l10n.t('failed'), skipped: l10n.t('not checked') };
  return {
    title:
      policy === 'strict'
        ? l10n.t('Policy strict: as the strictest servers apply RFC 7523')
        : l10n.t('Policy zidentity: as far as its documentation tells'),
    outcome: accepted ? l10n.t('Would be accepted') : l10n.t('Would be refused'),
    tone: accepted ? 'good' : 'bad',
    checks: checks.map(({ name, outcome, detail, hint }) => ({
      title: stepTitle(name, l10n),
      outcome: outcomes[outcome],
      tone: tones[outcome],
      detail: l10n.text(detail),
      ...(hint === undefined ? {} : { hint: l10n.text(hint) }),
    })),
  };
}
