import { offsetText } from '../../commands/simulate/simulation-text.js';
import { shorten, showUnseen } from '../escape.js';
import type { Localiser } from '../localise.js';
import { stepTitle } from '../step-titles.js';
import type { Tone } from '../tone.js';
import { type ExchangeData, type ExchangeStepData, gatewayRefusal } from './exchange-data.js';
import type { PartyId, PartyView, PictureView, StepView } from './messages.js';
import { isOfShiftedClock, type RemedyFacts, remediesOf } from './remedies.js';
import { sentAndExpected } from './sent-expected.js';
import { fetchesJwks, wayOf } from './ways.js';

/** What is known of the exchange besides its record. */
export interface PictureFacts extends RemedyFacts {
  clientName: string;
  environmentName: string;
  /** Host names, where they are known. */
  hosts: { jwks?: string; zidentity?: string; gateway?: string };
  /** As people read it. */
  time: string;
  /** The same, as short as a list needs it. */
  shortTime: string;
}

/** The picture of an exchange: its parties, and the numbered steps between them. */
export function pictureOf(exchange: ExchangeData, facts: PictureFacts, l10n: Localiser): PictureView {
  const jwks = fetchesJwks(exchange.steps, facts.authType);
  const parties = partiesOf(exchange, facts, jwks, l10n);
  const steps = [...exchange.steps, ...callToCome(exchange, l10n)].map((step, index) =>
    stepView(step, index + 1, { exchange, facts, jwks, parties, l10n }),
  );
  return {
    id: exchange.id,
    title: showUnseen(facts.clientName || l10n.t('No client id')),
    outcome: outcomeOf(exchange, l10n),
    summary: summaryOf(exchange, steps, l10n),
    facts: [
      { name: l10n.t('Time'), value: facts.time },
      { name: l10n.t('Client ID'), value: showUnseen(exchange.clientId) || '–' },
      { name: l10n.t('Method'), value: methodText(exchange.method, l10n) },
      { name: l10n.t('Environment'), value: facts.environmentName },
      ...(exchange.error === undefined ? [] : [{ name: l10n.t('Answer'), value: showUnseen(exchange.error) }]),
    ],
    parties,
    steps,
    ...(exchange.seenBy === 'client'
      ? { note: l10n.t('As this editor saw it: what happens inside of the tenant is not visible from here.') }
      : {}),
  };
}

/** How it ended, in a word or two. */
export function outcomeOf(exchange: ExchangeData, l10n: Localiser): PictureView['outcome'] {
  if (exchange.outcome === 'refused') return { label: l10n.t('Refused'), tone: 'bad' };
  return gatewayRefusal(exchange) === undefined
    ? { label: l10n.t('Issued'), tone: 'good' }
    : { label: l10n.t('Issued, refused at the gateway'), tone: 'warning' };
}

export function methodText(method: string, l10n: Localiser): string {
  switch (method) {
    case 'SECRET_POST':
      return l10n.t('Secret in the body');
    case 'SECRET_BASIC':
      return l10n.t('Secret by HTTP Basic');
    case 'PRIVATE_KEY_JWT':
      return l10n.t('Client assertion');
    default:
      return l10n.t('None');
  }
}

function partiesOf(exchange: ExchangeData, facts: PictureFacts, jwks: boolean, l10n: Localiser): PartyView[] {
  const { hosts } = facts;
  const parties: (PartyView | false)[] = [
    { id: 'client', title: l10n.t('API Client'), subtitle: showUnseen(facts.clientName || exchange.clientId) },
    jwks && { id: 'jwks', title: l10n.t('JWKS Web Server'), subtitle: hosts.jwks ?? '' },
    { id: 'zidentity', title: l10n.t('ZIdentity'), subtitle: hosts.zidentity ?? facts.environmentName },
    { id: 'gateway', title: l10n.t('Gateway'), subtitle: hosts.gateway ?? '' },
  ];
  return parties.filter((party) => party !== false);
}

/** What the token is for; until somebody calls with it, it is drawn as still to come, so that the whole way is seen. */
function callToCome({ outcome, steps }: ExchangeData, l10n: Localiser): ExchangeStepData[] {
  if (steps.some(({ name }) => name === 'gateway')) return [];
  const detail =
    outcome === 'issued'
      ? l10n.t('The API client can now call the gateway with the access token.')
      : l10n.t('Without an access token the gateway answers 401.');
  return [{ name: 'call', outcome: 'skipped', detail }];
}

/** The mock's own words for a step that an earlier failure kept it from. */
const notReached = 'Not reached.';

interface StepContext {
  exchange: ExchangeData;
  facts: PictureFacts;
  jwks: boolean;
  parties: readonly PartyView[];
  l10n: Localiser;
}

function stepView(step: ExchangeStepData, number: number, context: StepContext): StepView {
  const { exchange, facts, jwks, parties, l10n } = context;
  const way = wayOf(step.name, exchange.seenBy, jwks);
  const compared = sentAndExpected(step, l10n);
  const warned = step.outcome === 'passed' && step.hint !== undefined;
  const tones: Record<ExchangeStepData['outcome'], Tone> = {
    passed: warned ? 'warning' : 'good',
    failed: 'bad',
    skipped: 'neutral',
  };
  const reached = step.detail !== notReached;
  const outcomes = {
    passed: warned ? l10n.t('passed, with a warning') : l10n.t('passed'),
    failed: l10n.t('failed'),
    skipped: step.name === 'call' ? l10n.t('to come') : reached ? l10n.t('not checked') : l10n.t('not reached'),
  };
  return {
    number,
    title: stepTitle(step.name, l10n),
    from: way.from,
    to: way.to,
    answered: way.answered ?? false,
    outcome: step.outcome,
    tone: tones[step.outcome],
    outcomeText: outcomes[step.outcome],
    brief: reached ? showUnseen(l10n.text(step.detail)) : outcomes.skipped,
    way: wayText(way.from, way.to, parties, l10n),
    // What was found stands in the comparison, where there is one.
    detail: showUnseen(l10n.text(compared === undefined ? step.detail : (compared.told ?? firstSentence(step.detail)))),
    ...hintOf(step, exchange, facts, l10n),
    ...(compared === undefined
      ? {}
      : {
          expected: compared.expected.map((value) => shorten(showUnseen(l10n.text(value)), 200)),
          literal: compared.literal,
        }),
    ...(compared?.sent === undefined ? {} : { sent: shorten(showUnseen(l10n.text(compared.sent)), 200) }),
    remedies: remediesOf(step, exchange, facts, l10n).map(({ id, label }) => ({ id: `${number}:${id}`, label })),
    // Of refusals at the gateway there may be several.
    open: step.outcome === 'failed' && (step.name !== 'gateway' || step === gatewayRefusal(exchange)),
  };
}

/** A clock that somebody shifted is the nearest reason why a time is wrong. */
function hintOf(
  step: ExchangeStepData,
  exchange: ExchangeData,
  facts: PictureFacts,
  l10n: Localiser,
): Pick<StepView, 'hint'> {
  if (isOfShiftedClock(step, exchange, facts)) {
    return { hint: l10n.t("The mock's clock is shifted by {0}.", offsetText(facts.clockOffset ?? 0, l10n)) };
  }
  return step.hint === undefined ? {} : { hint: showUnseen(l10n.text(step.hint)) };
}

function wayText(from: PartyId, to: PartyId, parties: readonly PartyView[], l10n: Localiser): string {
  const title = (id: PartyId) => parties.find((party) => party.id === id)?.title ?? id;
  return from === to ? title(from) : l10n.t('{0} to {1}', title(from), title(to));
}

function summaryOf(exchange: ExchangeData, steps: readonly StepView[], l10n: Localiser): string {
  const failed = gatewayRefusal(exchange) ?? exchange.steps.find(({ outcome }) => outcome === 'failed');
  if (failed !== undefined) {
    const { number, title } = steps[exchange.steps.indexOf(failed)]!;
    return l10n.t('Step {0}, {1}: {2}', number, title, showUnseen(l10n.text(firstSentence(failed.detail))));
  }
  if (exchange.outcome === 'refused') return l10n.t('The token request was refused.');
  const warnings = steps.filter(({ tone }) => tone === 'warning').length;
  if (warnings === 0) return l10n.t('The API client was authenticated and got an access token.');
  return warnings === 1
    ? l10n.t('The API client got an access token; one step has a warning.')
    : l10n.t('The API client got an access token; {0} steps have a warning.', warnings);
}

/** What was found is told in the step itself. */
function firstSentence(text: string): string {
  return /^.*?\.(?= |$)/s.exec(text)?.[0] ?? text;
}
