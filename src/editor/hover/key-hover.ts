import type { KeyTextDescription } from '../../keys/describe.js';
import { inlineCode, markdownText, shorten } from '../escape.js';
import type { Localiser } from '../localise.js';
import { momentText } from '../time-text.js';
import type { HoverText } from './jwt-hover.js';

const maxKeys = 10;

/** What the hover says of a PEM block, a JWK or a JWKS. */
export function keyHover(
  description: KeyTextDescription,
  handle: string,
  { nowMs, l10n }: { nowMs: number; l10n: Localiser },
): HoverText {
  const { certificate, jwks, problem } = description;
  const lines: string[] = [];
  const line = (name: string, value: string) => lines.push(`${markdownText(name)}: ${value}`);
  if (description.keyType !== undefined) {
    const alg = description.alg === undefined ? '' : ` (${description.alg})`;
    line(l10n.t('Type'), markdownText(`${description.keyType}${alg}`));
  }
  if (description.thumbprint !== undefined) line(l10n.t('Thumbprint (kid)'), inlineCode(description.thumbprint));
  if (certificate !== undefined) {
    line(l10n.t('Subject'), inlineCode(shorten(certificate.subject, 200)));
    line(
      l10n.t('Issuer'),
      certificate.selfSigned ? markdownText(l10n.t('self-signed')) : inlineCode(shorten(certificate.issuer, 200)),
    );
    line(l10n.t('Valid from'), markdownText(momentText(certificate.notBefore, nowMs, l10n)));
    line(l10n.t('Valid until'), markdownText(momentText(certificate.notAfter, nowMs, l10n)));
  }
  if (jwks !== undefined) {
    for (const { alg, kid } of jwks.usable.slice(0, maxKeys)) {
      lines.push(
        `${markdownText(alg)} ${kid === undefined ? markdownText(l10n.t('without kid')) : inlineCode(shorten(kid, 100))}`,
      );
    }
    for (const { kid, reason } of jwks.skipped.slice(0, maxKeys)) {
      const name = kid === undefined ? '' : `${inlineCode(shorten(kid, 100))} `;
      lines.push(`${name}${markdownText(l10n.t('can not be used: {0}', shorten(l10n.text(reason), 200)))}`);
    }
  }
  if (problem !== undefined) {
    lines.push(markdownText(l10n.text(problem.message)));
    if (problem.hint !== undefined) lines.push(markdownText(l10n.text(problem.hint)));
  }
  return {
    heading: heading(description, nowMs, l10n),
    links: [
      {
        label: l10n.t('Inspect'),
        title: l10n.t('Show what this key or certificate is'),
        command: 'oneapi.token.inspect',
        argument: { handle },
      },
    ],
    body: lines.length === 0 ? [] : [lines.join('  \n')],
  };
}

/** Our own words alone: the heading is trusted. */
function heading(description: KeyTextDescription, nowMs: number, l10n: Localiser): string {
  const lines: string[] = [];
  const { certificate, jwks } = description;
  if (jwks !== undefined) lines.push(`$(key) **${l10n.t('JWKS')}** — ${keyCount(jwks.usable.length, l10n)}`);
  else if (certificate !== undefined) lines.push(certificateLine(certificate, nowMs, l10n));
  else if (!description.private) lines.push(`$(key) **${l10n.t('Public key')}**`);
  if (description.private) {
    lines.push(
      `$(warning) **${l10n.t('This is a private key.')}** ${l10n.t('Whoever reads it can act as the API client: keep it out of files that are shared.')}`,
    );
  }
  return lines.join('  \n');
}

function keyCount(count: number, l10n: Localiser): string {
  return count === 1 ? l10n.t('1 usable key') : l10n.t('{0} usable keys', count);
}

function certificateLine(
  { notBefore, notAfter }: { notBefore: number; notAfter: number },
  nowMs: number,
  l10n: Localiser,
): string {
  if (nowMs >= notAfter * 1000) return `$(error) **${l10n.t('Certificate, expired')}**`;
  if (nowMs < notBefore * 1000) return `$(clock) **${l10n.t('Certificate, not yet valid')}**`;
  return `$(pass) **${l10n.t('Certificate')}** — ${l10n.t('expires {0}', momentText(notAfter, nowMs, l10n))}`;
}
