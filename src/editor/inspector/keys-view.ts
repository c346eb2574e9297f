import { formatTime, timeProblem } from '../../jwt/time.js';
import type { KeyTextDescription } from '../../keys/describe.js';
import { showUnseen } from '../escape.js';
import type { Localiser } from '../localise.js';
import { momentText } from '../time-text.js';
import type { KeyItem, KeysContent, Row } from './messages.js';

/** What the page shows of a key, a certificate or a JWKS. Nothing secret is in a description, so none gets here. */
export function keysView(
  description: KeyTextDescription,
  { nowMs, l10n }: { nowMs: number; l10n: Localiser },
): KeysContent {
  const { jwks } = description;
  return {
    kind: 'keys',
    title: titleOf(description, l10n),
    subtitle: l10n.t('This is {0}.', description.name),
    items: jwks === undefined ? [keyItem(description, nowMs, l10n)] : keySetItems(description, jwks, l10n),
  };
}

function titleOf({ jwks, certificate, private: secret }: KeyTextDescription, l10n: Localiser): string {
  if (jwks !== undefined) return l10n.t('JWKS');
  if (certificate !== undefined) return l10n.t('Certificate');
  return secret ? l10n.t('Private Key') : l10n.t('Public Key');
}

function keyItem(description: KeyTextDescription, nowMs: number, l10n: Localiser): KeyItem {
  const { certificate, keyType, alg, thumbprint, problem } = description;
  const rows: Row[] = [];
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined && value !== '') rows.push({ name, value: showUnseen(value) });
  };
  add(l10n.t('Type'), keyType);
  add(l10n.t('Signs'), alg);
  add(l10n.t('Thumbprint (kid)'), thumbprint);
  if (certificate !== undefined) {
    add(l10n.t('Subject'), certificate.subject);
    add(l10n.t('Issuer'), certificate.selfSigned ? l10n.t('self-signed') : certificate.issuer);
    add(l10n.t('Names'), certificate.san.join(', '));
    add(l10n.t('Valid from'), momentText(certificate.notBefore, nowMs, l10n));
    add(l10n.t('Valid until'), momentText(certificate.notAfter, nowMs, l10n));
    add(l10n.t('Serial number'), certificate.serialNumber);
    add(l10n.t('SHA-256 fingerprint'), certificate.fingerprint);
  }
  return {
    title: keyType ?? l10n.text(description.name),
    ...noteOf(description, l10n),
    ...(problem?.hint === undefined ? {} : { hint: l10n.text(problem.hint) }),
    rows,
    ...(certificate === undefined || !hasDates(certificate)
      ? {}
      : {
          timeline: {
            issuedAt: certificate.notBefore,
            notBefore: certificate.notBefore,
            expiresAt: certificate.notAfter,
            startText: formatTime(certificate.notBefore),
            endText: formatTime(certificate.notAfter),
            ended: false,
          },
        }),
  };
}

function hasDates({ notBefore, notAfter }: { notBefore: number; notAfter: number }): boolean {
  return timeProblem(notBefore) === undefined && timeProblem(notAfter) === undefined;
}

function noteOf({ private: secret, problem }: KeyTextDescription, l10n: Localiser): Pick<KeyItem, 'tone' | 'note'> {
  if (problem !== undefined) return { tone: 'bad', note: l10n.text(problem.message) };
  if (secret) {
    return {
      tone: 'warning',
      note: l10n.t('Whoever reads this key can act as the API client. Keep it out of files that are shared.'),
    };
  }
  return { tone: 'good' };
}

function keySetItems(
  { private: secret }: KeyTextDescription,
  { usable, skipped }: NonNullable<KeyTextDescription['jwks']>,
  l10n: Localiser,
): KeyItem[] {
  const warning: KeyItem[] = secret
    ? [
        {
          title: l10n.t('Private members'),
          tone: 'bad',
          note: l10n.t('This JWKS holds private key material.'),
          hint: l10n.t('Whoever can read it can act as the API client. Replace the key, and publish its public part.'),
          rows: [],
        },
      ]
    : [];
  const good = usable.map(
    ({ alg, kid }): KeyItem => ({
      title: alg,
      tone: 'good',
      note: l10n.t('Can verify client assertions.'),
      rows: kid === undefined ? [] : [{ name: 'kid', value: showUnseen(kid) }],
    }),
  );
  const bad = skipped.map(
    ({ index, kid, reason }): KeyItem => ({
      title: l10n.t('keys[{0}]', index),
      tone: 'warning',
      note: l10n.t('Can not be used: {0}.', l10n.text(reason).replace(/\.$/, '')),
      rows: kid === undefined ? [] : [{ name: 'kid', value: showUnseen(kid) }],
    }),
  );
  if (usable.length + skipped.length === 0) {
    return [...warning, { title: l10n.t('Empty'), tone: 'bad', note: l10n.t('The JWKS holds no key.'), rows: [] }];
  }
  return [...warning, ...good, ...bad];
}
