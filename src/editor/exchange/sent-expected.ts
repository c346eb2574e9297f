import type { Localiser } from '../localise.js';
import type { ExchangeStepData } from './exchange-data.js';

/** What was sent, beside what was expected. Neither ever is a secret or a signature. */
export interface Comparison {
  /** Undefined where nothing was sent. */
  sent?: string;
  expected: readonly string[];
  /** What is expected are values to be sent as they are, not a description of them. */
  literal: boolean;
  /** What of the step's detail is told beside the comparison, where it is more than the first sentence. */
  told?: string;
}

const apiAudience = 'https://api.zscaler.com';
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

type Reader = (detail: string, l10n: Localiser) => Comparison | undefined;

const quotedIn = (detail: string): string | undefined => /“([^”]*)”/.exec(detail)?.[1];

function found(pattern: RegExp, detail: string): string | undefined {
  return pattern.exec(detail)?.[1];
}

function comparison(sent: string | undefined, ...expected: (string | undefined)[]): Comparison | undefined {
  const known = expected.filter((value) => value !== undefined && value !== '') as string[];
  return known.length === 0 ? undefined : { ...(sent === undefined ? {} : { sent }), expected: known, literal: true };
}

/** As {@link comparison}, where what is expected can only be described. */
function described(sent: string | undefined, expected: string | undefined): Comparison | undefined {
  const compared = comparison(sent, expected);
  return compared && { ...compared, literal: false };
}

const acceptedAudiences: Reader = (detail) => {
  const all = found(/Accepted: (.*?)\.?$/s, detail)?.split(', ') ?? [];
  // The same with a slash at the end is accepted as well, which is nothing to choose from.
  const accepted = all.filter((value) => !value.endsWith('/') || !all.includes(value.slice(0, -1)));
  const sent = found(/It is (“.*?)\. Accepted:/s, detail)?.replaceAll(/[“”]/g, '');
  return comparison(sent, ...accepted);
};

const theTime =
  (name: string, expected: (l10n: Localiser) => string): Reader =>
  (detail, l10n) =>
    described(found(new RegExp(`\\b(${name} is [^.]*\\))`), detail), expected(l10n));

const supportedAlg: Reader = (detail) => comparison(quotedIn(detail), 'RS256', 'ES256');
const missing =
  (...expected: string[]): Reader =>
  () =>
    comparison(undefined, ...expected);

/** The roles of the token that a call at the gateway was refused with, and the one that it needs. */
const neededRole =
  (product: RegExp, expected: (product: string, l10n: Localiser) => string): Reader =>
  (detail, l10n) => {
    const [told = detail, roles] = detail.split(/ The token carries (.*)\.$/s);
    const compared = described(roles === 'no role' ? undefined : roles, expected(found(product, detail) ?? '', l10n));
    return compared && { ...compared, told };
  };

/** One reader for each reason of the mock that has something to compare. */
const readers: Readonly<Record<string, Reader>> = {
  'content-type-wrong': missing('application/x-www-form-urlencoded'),
  'grant-type-missing': missing('grant_type=client_credentials'),
  'grant-type-unsupported': (detail) => comparison(quotedIn(detail), 'client_credentials'),
  'credentials-several': (detail, l10n) =>
    described(found(/There is (.*)\.$/, detail), l10n.t('exactly one way to authenticate')),
  'assertion-type-missing': missing(assertionType),
  'assertion-type-wrong': missing(assertionType),
  'method-not-registered': (detail) =>
    described(found(/The request brings (.*?)\.$/, detail), found(/It is defined with (.*?)\. The/, detail)),
  'client-unknown': (detail, l10n) => described(quotedIn(detail), l10n.t('the id of an API client of this tenant')),
  'alg-missing': supportedAlg,
  'alg-none': () => comparison('none', 'RS256', 'ES256'),
  'alg-symmetric': supportedAlg,
  'alg-unsupported': supportedAlg,
  'key-alg-mismatch': (detail) => comparison(found(/alg is (\w+);/, detail), found(/has keys for (\w+)\.$/, detail)),
  'key-too-small': (detail, l10n) => described(found(/(\d+ bits);/, detail), l10n.t('2048 bits or more')),
  'kid-unknown': (detail) =>
    comparison(
      quotedIn(detail),
      ...(found(/published are (.*)\.$/, detail)
        ?.replaceAll(/[“”]/g, '')
        .split(', ') ?? []),
    ),
  'subject-not-client': (detail) =>
    comparison(found(/\bsub is “([^”]*)”/, detail), found(/client_id “([^”]*)”/, detail)),
  'issuer-not-client': (detail) => comparison(found(/\biss is “([^”]*)”/, detail), found(/\bsub “([^”]*)”/, detail)),
  'aud-missing': acceptedAudiences,
  'aud-malformed': acceptedAudiences,
  'aud-wrong': acceptedAudiences,
  'exp-past': theTime('exp', (l10n) => l10n.t('a time that lies ahead')),
  'iat-future': theTime('iat', (l10n) => l10n.t('the time of signing, not later than now')),
  'nbf-future': theTime('nbf', (l10n) => l10n.t('a time not later than now')),
  'lifetime-too-long': (detail, l10n) =>
    described(found(/From iat to exp it is (.*?)\.$/, detail), l10n.t('10 minutes at most')),
  'audience-missing': missing(`audience=${apiAudience}`),
  'role-missing': neededRole(/no role for (\w+)\./, (product, l10n) => l10n.t('a role for {0}', product)),
  'role-read-only': neededRole(/role for (\w+) only/, (product, l10n) => l10n.t('a role for {0} that writes', product)),
  'token-outdated': neededRole(/role for (\w+) that/, (product, l10n) =>
    l10n.t('the role for {0} that the API client has now', product),
  ),
  'audience-wrong': (detail) => comparison(quotedIn(detail), apiAudience, `${apiAudience}/`),
};

/** The two sides of a failed step, where its reason has any. */
export function sentAndExpected(step: ExchangeStepData, l10n: Localiser): Comparison | undefined {
  const { reason, outcome, detail } = step;
  if (outcome !== 'failed' || reason === undefined || !Object.hasOwn(readers, reason)) return undefined;
  return readers[reason]!(detail, l10n);
}
