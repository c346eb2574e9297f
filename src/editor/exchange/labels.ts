import type { Localiser } from '../localise.js';
import type { ExchangeLabel } from './messages.js';

/** The exchange view's fixed words. */
export function exchangeLabels(l10n: Localiser): Record<ExchangeLabel, string> {
  return {
    title: l10n.t('Exchanges'),
    list: l10n.t('Token requests, newest first'),
    client: l10n.t('API client'),
    outcome: l10n.t('Outcome'),
    allClients: l10n.t('All API clients'),
    allOutcomes: l10n.t('All outcomes'),
    issued: l10n.t('Issued'),
    refused: l10n.t('Refused'),
    parties: l10n.t('Parties'),
    steps: l10n.t('Steps'),
    step: l10n.t('Step {0}'),
    sent: l10n.t('Sent'),
    expected: l10n.t('Expected'),
    howToMend: l10n.t('How to mend it'),
    nothing: l10n.t('nothing'),
    noneFits: l10n.t('No exchange fits the filter.'),
    follow: l10n.t('Show new requests as they come in'),
    copyReport: l10n.t('Copy Report'),
    copyValue: l10n.t('Copy {0}'),
    facts: l10n.t('Facts'),
    newExchange: l10n.t('New exchange: {0}, {1}'),
    outcomeOf: l10n.t('Exchange of {0}: {1}'),
  };
}
