import { showUnseen } from '../escape.js';
import type { Localiser } from '../localise.js';
import { stepTitle } from '../step-titles.js';
import { type ExchangeData, gatewayRefusal } from './exchange-data.js';
import { exchangeLabels } from './labels.js';
import type { ExchangeItem, ExchangeView } from './messages.js';
import { methodText, outcomeOf, type PictureFacts, pictureOf } from './picture.js';

/** The state behind the page. */
export interface ExchangeModel {
  /** Newest first. */
  exchanges: readonly ExchangeData[];
  /** The chosen exchange; the newest that the filter lets through where it is undefined. */
  selected?: string;
  /** The API client that the view was opened for. */
  clientId?: string;
  /** Whether the mock can be asked. */
  mockRuns: boolean;
}

/** Looks up what is known of an exchange's client and environment. */
export type FactsOf = (exchange: ExchangeData) => PictureFacts;

/** The exchange that is shown. */
export function shownExchange({ exchanges, selected, clientId }: ExchangeModel): ExchangeData | undefined {
  if (selected !== undefined) return exchanges.find(({ id }) => id === selected);
  return exchanges.find((exchange) => clientId === undefined || exchange.clientId === clientId);
}

/** All that the page shows. */
export function exchangeView(model: ExchangeModel, factsOf: FactsOf, l10n: Localiser): ExchangeView {
  const shown = shownExchange(model);
  const items = model.exchanges.map((exchange) => itemOf(exchange, factsOf(exchange), l10n));
  const names = new Map(items.map(({ clientId, clientName }) => [clientId, clientName]));
  return {
    labels: exchangeLabels(l10n),
    items,
    clients: [...names].map(([id, name]) => ({ id, name })).sort((one, other) => one.name.localeCompare(other.name)),
    ...(model.clientId === undefined ? {} : { clientId: model.clientId }),
    ...(shown === undefined ? {} : { picture: pictureOf(shown, factsOf(shown), l10n) }),
    following: model.selected === undefined,
    empty: emptyOf(model, l10n),
  };
}

function emptyOf({ mockRuns, selected }: ExchangeModel, l10n: Localiser): ExchangeView['empty'] {
  if (selected !== undefined) {
    return {
      title: l10n.t('This exchange is gone'),
      text: l10n.t('The mock keeps the last thousand, as long as it runs.'),
    };
  }
  if (!mockRuns) {
    return {
      title: l10n.t('No exchanges yet'),
      text: l10n.t('The mock does not run. Start it, then ask for an access token from here or from any program.'),
      action: { id: 'startMock', label: l10n.t('Start the Mock') },
    };
  }
  return {
    title: l10n.t('No exchanges yet'),
    text: l10n.t('Every token request is shown here as it comes in, also from programs outside of the editor.'),
    action: { id: 'getToken', label: l10n.t('Get Access Token') },
  };
}

function itemOf(exchange: ExchangeData, facts: PictureFacts, l10n: Localiser): ExchangeItem {
  const { id, clientId, outcome, at, method, steps } = exchange;
  const failed = outcome === 'refused' ? steps.find((step) => step.outcome === 'failed') : undefined;
  const { label, tone } = outcomeOf(exchange, l10n);
  return {
    id,
    clientId,
    clientName: showUnseen(facts.clientName || clientId || l10n.t('No client id')),
    outcomes: gatewayRefusal(exchange) === undefined ? [outcome] : [outcome, 'refused'],
    outcomeText: label,
    tone,
    failedAt: failed === undefined ? '' : stepTitle(failed.name, l10n),
    method: methodText(method, l10n),
    environment: facts.environmentName,
    at,
    time: facts.shortTime,
  };
}
