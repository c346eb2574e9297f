import { decodeJwt } from '../../jwt/decode.js';
import { findJwts } from '../../jwt/find.js';
import { findSplitJwtAt } from '../../jwt/find-split.js';
import { type TokenKind, tokenKind } from '../../jwt/kind.js';
import { tokenState } from '../../jwt/state.js';
import { configurationKind, findSdkMistakes } from '../../oauth/sdk-mistakes.js';
import { type FoundSecret, findSecrets } from '../../oauth/secret-finder.js';
import { shorten, showUnseen } from '../escape.js';
import type { Localiser } from '../localise.js';
import { distanceText } from '../time-text.js';
import type { Check, Finding } from './finding.js';

const maxTokens = 100;

export interface ProblemFacts {
  /** The name of the API client that a token is of, where its credential is at hand. */
  clientOf(payload: Readonly<Record<string, unknown>>): string | undefined;
  /** Milliseconds. */
  nowMs: number;
  enabled: ReadonlySet<Check>;
  l10n: Localiser;
}

export interface Problems {
  findings: Finding[];
  /** Epoch seconds at which the next token of a known client expires: then there is something new to say. */
  nextExpiry?: number;
}

/** All that is to be said of a document. `path` decides what the text is. */
export function findProblems(text: string, path: string, facts: ProblemFacts): Problems {
  const { enabled } = facts;
  const tokens = enabled.has('expiredTokens') ? expiredTokens(text, facts) : { findings: [] };
  const kind = configurationKind(path);
  const bareWords = kind === 'dotenv' || kind === 'yaml';
  const secrets = enabled.has('secrets')
    ? findSecrets(text, { bareWords }).map((secret) => secretFinding(secret, facts.l10n))
    : [];
  const mistakes = enabled.has('sdkMistakes')
    ? findSdkMistakes(text, kind).map((mistake) => mistakeFinding(mistake, facts.l10n))
    : [];
  const findings = [...tokens.findings, ...secrets, ...mistakes].sort((one, other) => one.start - other.start);
  return { ...tokens, findings };
}

function expiredTokens(text: string, { clientOf, nowMs, l10n }: ProblemFacts): Problems {
  const findings: Finding[] = [];
  let nextExpiry: number | undefined;
  let seen = 0;
  for (const { token, start, end, kind } of findJwts(text)) {
    if (++seen > maxTokens) break;
    const payload = kind === 'jws' ? payloadOf(token) : undefined;
    const client = payload && clientOf(payload);
    if (payload === undefined || client === undefined) continue;
    const { state, expiresAt } = tokenState(payload, nowMs);
    if (expiresAt === undefined) continue;
    if (state === 'active') nextExpiry = Math.min(nextExpiry ?? expiresAt, expiresAt);
    if (state !== 'expired') continue;
    const split = findSplitJwtAt(text, start);
    findings.push({
      check: 'expiredTokens',
      code: 'token-expired',
      severity: 'warning',
      start,
      end: split?.end ?? end,
      ...expiryWords(tokenKind(payload), shorten(showUnseen(client), 80), distanceText(expiresAt, nowMs, l10n), l10n),
      // One text can not take the place of several.
      ...(split === undefined ? {} : { fixes: [] }),
    });
  }
  return nextExpiry === undefined ? { findings } : { findings, nextExpiry };
}

function expiryWords(
  kind: TokenKind,
  client: string,
  when: string,
  l10n: Localiser,
): Pick<Finding, 'message' | 'fixes'> {
  const isAssertion = kind === 'client-assertion';
  return {
    message: isAssertion
      ? l10n.t('This client assertion of {0} expired {1}.', client, when)
      : l10n.t('This access token of {0} expired {1}.', client, when),
    fixes: [
      {
        kind: 'freshToken',
        label: isAssertion ? l10n.t('Replace with a Fresh Assertion') : l10n.t('Replace with a Fresh Token'),
      },
    ],
  };
}

function payloadOf(token: string): Record<string, unknown> | undefined {
  try {
    return decodeJwt(token).payload;
  } catch {
    // What only looks like a token is none.
    return undefined;
  }
}

function secretFinding({ kind, start, end, name }: FoundSecret, l10n: Localiser): Finding {
  const messages = {
    'private-key': l10n.t('A private key stands in this file. Whoever reads the file can act as the API client.'),
    'private-jwk': l10n.t('A private JWK stands in this file. Whoever reads the file can act as the API client.'),
    'client-secret': l10n.t('A client secret stands in this file ({0}). Whoever reads the file can use it.', name),
  };
  return {
    check: 'secrets',
    code: kind,
    severity: 'warning',
    start,
    end,
    message: messages[kind],
    fixes: kind === 'private-jwk' ? [] : [{ kind: 'move', label: l10n.t('Move to Secret Storage…') }],
  };
}

function mistakeFinding(mistake: ReturnType<typeof findSdkMistakes>[number], l10n: Localiser): Finding {
  const { code, severity, start, end, message, hint, replacement } = mistake;
  const replace =
    replacement === undefined
      ? []
      : [
          {
            kind: 'replace' as const,
            label: replacement === '' ? l10n.t('Remove It') : l10n.t('Replace with {0}', replacement),
            text: replacement,
          },
        ];
  const convert = code === 'sdk-key-pkcs1' ? [{ kind: 'pkcs8' as const, label: l10n.t('Convert to PKCS#8') }] : [];
  const renew =
    code === 'sdk-key-ec' || code === 'sdk-key-too-small'
      ? [{ kind: 'replaceKey' as const, label: l10n.t('Make and Register an RSA Key…') }]
      : [];
  return {
    check: 'sdkMistakes',
    code,
    severity,
    start,
    end,
    message: l10n.text(`${message} ${hint}`),
    fixes: [...replace, ...convert, ...renew],
  };
}
