import { WorkbenchError } from '../../errors.js';
import { type DecodedJwt, decodeJwt } from '../../jwt/decode.js';
import type { FoundJwt } from '../../jwt/find.js';
import { type TokenState, tokenState } from '../../jwt/state.js';
import { fenced, markdownText, shorten } from '../escape.js';
import type { Localiser } from '../localise.js';
import { momentText } from '../time-text.js';
import type { TokenFacts } from '../token-facts.js';

/** A command link of a hover: an id of our own, and arguments that hold no part of the token. */
export interface HoverLink {
  label: string;
  title: string;
  command: string;
  argument: Readonly<Record<string, string | boolean>>;
}

/** A hover as text. Only `heading` may be trusted by the editor, and nothing in it comes from a token. */
export interface HoverText {
  /** Markdown with theme icons, of our own words and times alone. */
  heading: string;
  links: readonly HoverLink[];
  /** Markdown that is never trusted. */
  body: readonly string[];
}

type AssertionFacts = NonNullable<TokenFacts['assertion']>;

/** Longer parts are cut in the hover; the inspector shows them whole. */
const maxLines = 40;
const maxCharacters = 4000;

/** What the hover says of a token. `handle` stands for the token in command links. */
export function jwtHover(
  found: Pick<FoundJwt, 'token'>,
  handle: string,
  facts: TokenFacts,
  options: { nowMs: number; l10n: Localiser; decoded?: DecodedJwt },
): HoverText {
  const { l10n, nowMs } = options;
  let decoded: DecodedJwt;
  try {
    decoded = options.decoded ?? decodeJwt(found.token);
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    return {
      heading: `$(warning) **${l10n.t('Not a readable JWT')}**`,
      links: [],
      body: [markdownText(l10n.text(error.message))],
    };
  }
  const state = tokenState(decoded.payload, nowMs);
  return {
    heading: [
      ...(facts.assertion === undefined ? [] : [`$(key) **${l10n.t('Client assertion')}**`]),
      stateLine(state, facts, nowMs, l10n),
      facts.assertion === undefined ? verificationLine(facts, l10n) : judgementLine(facts.assertion, l10n),
    ].join('  \n'),
    links: links(handle, facts, l10n),
    body: [
      ...notes(decoded, state, facts, l10n),
      fenced(bounded(JSON.stringify(decoded.header, undefined, 2)), 'json'),
      fenced(bounded(JSON.stringify(decoded.payload, undefined, 2)), 'json'),
    ],
  };
}

function stateLine(state: TokenState, facts: TokenFacts, nowMs: number, l10n: Localiser): string {
  if (facts.issued?.status === 'REVOKED') return `$(circle-slash) **${l10n.t('Revoked')}**`;
  const at = (seconds: number | undefined) => (seconds === undefined ? '' : momentText(seconds, nowMs, l10n));
  switch (state.state) {
    case 'active':
      return `$(pass) **${l10n.t('Active')}** — ${l10n.t('expires {0}', at(state.expiresAt))}`;
    case 'expired':
      return `$(error) **${l10n.t('Expired')}** — ${at(state.expiresAt)}`;
    case 'not-yet-valid':
      return `$(clock) **${l10n.t('Not yet valid')}** — ${l10n.t('valid from {0}', at(state.notBefore))}`;
    case 'no-expiry':
      return `$(warning) **${l10n.t('No expiry')}** — ${l10n.t('the token has no "exp" claim')}`;
    case 'malformed-time':
      return `$(warning) **${l10n.t('Times not readable')}**`;
  }
}

function verificationLine({ verification }: TokenFacts, l10n: Localiser): string {
  if (verification?.status === 'verified') return `$(verified) ${l10n.t('Signature verified')}`;
  if (verification?.status === 'invalid') return `$(error) **${l10n.t('Signature not valid')}**`;
  return `$(unverified) ${l10n.t('Decoded, not verified')}`;
}

function judgementLine({ signature, refusal }: AssertionFacts, l10n: Localiser): string {
  if (refusal !== undefined) return `$(error) **${l10n.t('Would be refused')}**`;
  if (signature === 'verified') return `$(verified) ${l10n.t('Would be accepted')}`;
  return `$(unverified) ${l10n.t('Decoded, not verified')}`;
}

function notesOfAssertion({ signature, refusal }: AssertionFacts, l10n: Localiser): string[] {
  return [
    ...(refusal === undefined ? [] : [l10n.text(refusal)]),
    ...(signature === 'not-verified' ? [l10n.t('The key of this API client is not at hand.')] : []),
    l10n.t('An API client signs it with its own key, and gets an access token for it.'),
  ];
}

function notes(decoded: DecodedJwt, state: TokenState, facts: TokenFacts, l10n: Localiser): string[] {
  const lines: string[] = [];
  const { verification, issued, assertion } = facts;
  if (assertion !== undefined) lines.push(...notesOfAssertion(assertion, l10n));
  if (verification?.status === 'verified') {
    lines.push(
      verification.kid === undefined
        ? l10n.t('Verified with a key of {0}.', verification.environment)
        : l10n.t('Verified with key {0} of {1}.', shorten(verification.kid, 64), verification.environment),
    );
  }
  if (verification?.status === 'invalid') {
    lines.push(l10n.t('Checked against the keys of {0}: {1}', verification.environment, verification.reason));
  }
  if (issued !== undefined) lines.push(l10n.t('Issued by the mock to {0}.', shorten(issued.clientName, 128)));
  if (state.state === 'malformed-time') lines.push(l10n.text(state.description));
  else lines.push(...state.problems);
  if (decoded.duplicates.length > 0) {
    lines.push(l10n.t('Written twice, only the last is shown: {0}', shorten(decoded.duplicates.join(', '), 200)));
  }
  return lines.length === 0 ? [] : [lines.map(markdownText).join('  \n')];
}

function links(handle: string, { issued, client, assertion }: TokenFacts, l10n: Localiser): HoverLink[] {
  const offered: HoverLink[] = [
    {
      label: l10n.t('Inspect'),
      title:
        assertion === undefined
          ? l10n.t('Show header, claims, times, signature and roles')
          : l10n.t('Show header, claims, times, and what ZIdentity would say of it'),
      command: 'oneapi.token.inspect',
      argument: { handle },
    },
    {
      label: l10n.t('Copy Claims'),
      title: l10n.t('Copy the claims as JSON'),
      command: 'oneapi.token.copyClaims',
      argument: { handle },
    },
  ];
  if (client !== undefined) {
    offered.push({
      ...(assertion === undefined
        ? {
            label: l10n.t('Replace with Fresh Token'),
            title: l10n.t('Get a new access token of the same API client and put it here'),
          }
        : {
            label: l10n.t('Replace with Fresh Assertion'),
            title: l10n.t('Sign a new client assertion of the same API client and put it here'),
          }),
      command: 'oneapi.token.replace',
      argument: { handle },
    });
  }
  if (issued !== undefined) {
    offered.push({
      label: l10n.t('Why Was This Refused?'),
      title: l10n.t('Show how this token was issued, and what the gateway did with it'),
      command: 'oneapi.exchange.show',
      argument: { clientId: issued.clientId, jti: issued.jti },
    });
  }
  if (issued?.status === 'ACTIVE') {
    offered.push({
      label: l10n.t('Revoke'),
      title: l10n.t('Revoke this token'),
      command: 'oneapi.token.revoke',
      argument: { jti: issued.jti, interactive: true },
    });
  }
  return offered;
}

function bounded(json: string): string {
  const lines = shorten(json, maxCharacters).split('\n');
  return lines.length <= maxLines ? lines.join('\n') : [...lines.slice(0, maxLines), '…'].join('\n');
}
