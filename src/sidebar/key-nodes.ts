import { type UploadedKey, uploadedKeys } from '../commands/client/uploaded-key.js';
import type { EnvironmentSnapshot } from '../commands/services.js';
import { inlineCode, markdownText } from '../editor/escape.js';
import type { Localiser } from '../editor/localise.js';
import { distanceText, momentText } from '../editor/time-text.js';
import type { AdminApiClient } from '../oauth/admin-client.js';
import type { TreeNode } from './tree-node.js';

interface KeyView {
  readonly nowMs: number;
  readonly l10n: Localiser;
  readonly snapshot: Pick<EnvironmentSnapshot, 'clockOffsetSeconds'>;
}

/** The public keys and certificates of an API client, each with what it is and until when it is good. */
export function keyNodes(client: AdminApiClient, view: KeyView): TreeNode[] {
  const keys = uploadedKeys(client.clientAuthentication);
  return keys.map((key, index) => keyNode(client.id, key, index, keys.length, view));
}

function keyNode(clientId: string, key: UploadedKey, index: number, count: number, view: KeyView): TreeNode {
  const { l10n, snapshot } = view;
  const nowMs = view.nowMs + snapshot.clockOffsetSeconds * 1000;
  const { kind, notAfter, keyType } = key;
  const expired = notAfter !== undefined && notAfter * 1000 <= nowMs;
  const distance = notAfter === undefined ? '' : distanceText(notAfter, nowMs, l10n);
  const kindText = kind === 'certificate' ? l10n.t('Certificate') : l10n.t('Public key');
  const label = key.name ?? kindText;
  const description = [
    keyType ?? l10n.t('not readable'),
    ...(distance === '' ? [] : [expired ? l10n.t('expired {0}', distance) : l10n.t('expires {0}', distance)]),
  ];
  return {
    id: `client/${clientId}/key/${index}`,
    label,
    description: description.join(' · '),
    tooltip: [
      `**${markdownText(label)}**`,
      ...(key.thumbprint === undefined ? [] : [`${markdownText(l10n.t('Thumbprint'))}: ${inlineCode(key.thumbprint)}`]),
      ...(notAfter === undefined
        ? []
        : [`${markdownText(l10n.t('Expires'))}: ${markdownText(momentText(notAfter, nowMs, l10n))}`]),
    ].join('\n\n'),
    icon: expired
      ? { id: 'warning', color: 'list.warningForeground' }
      : { id: kind === 'certificate' ? 'verified' : 'key' },
    // The last one cannot go: without any the API client could not authenticate.
    context: count > 1 ? 'publicKey;removable' : 'publicKey',
    target: { kind: 'publicKey', clientId, pem: key.pem },
    spoken: [label, ...(label === kindText ? [] : [kindText]), ...description].join(', '),
  };
}
