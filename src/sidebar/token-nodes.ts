import { commandIds } from '../commands/ids.js';
import type { EnvironmentSnapshot } from '../commands/services.js';
import { inlineCode, markdownText, shorten } from '../editor/escape.js';
import { distanceText, momentText } from '../editor/time-text.js';
import type { TokenRecord } from '../oauth/mock-client.js';
import type { View } from './client-nodes.js';
import type { TreeNode } from './tree-node.js';

type Status = TokenRecord['status'];

const icons: Readonly<Record<Status, TreeNode['icon']>> = {
  ACTIVE: { id: 'pass-filled', color: 'charts.green' },
  EXPIRED: { id: 'history', color: 'disabledForeground' },
  REVOKED: { id: 'circle-slash', color: 'charts.red' },
};

/** The Issued Tokens view, newest first; the last row loads more where there are more. */
export function tokenNodes(snapshot: EnvironmentSnapshot, view: View): TreeNode[] {
  const { records, total } = snapshot.tokens;
  const rows = records.map((record) => tokenNode(record, snapshot.clockOffsetSeconds, view));
  if (records.length >= total) return rows;
  const more: TreeNode = {
    id: 'more',
    label: view.l10n.t('Load More…'),
    description: view.l10n.t('{0} of {1} are shown', records.length, total),
    icon: { id: 'ellipsis' },
    context: 'more',
    command: { id: commandIds.tokenLoadMore, title: view.l10n.t('Load More…') },
  };
  return [...rows, more];
}

function tokenNode(record: TokenRecord, clockOffsetSeconds: number, { l10n, ...view }: View): TreeNode {
  const nowMs = view.nowMs + clockOffsetSeconds * 1000;
  // What was read as active may have expired since.
  const status = record.status === 'ACTIVE' && record.expiresAt * 1000 <= nowMs ? 'EXPIRED' : record.status;
  const name = record.clientName === '' ? record.clientId : record.clientName;
  const words: Readonly<Record<Status, string>> = {
    ACTIVE: l10n.t('expires {0}', distanceText(record.expiresAt, nowMs, l10n)),
    EXPIRED: l10n.t('expired {0}', distanceText(record.expiresAt, nowMs, l10n)),
    REVOKED: l10n.t('revoked'),
  };
  const statusWord: Readonly<Record<Status, string>> = {
    ACTIVE: l10n.t('Active'),
    EXPIRED: l10n.t('Expired'),
    REVOKED: l10n.t('Revoked'),
  };
  const shortJti = shorten(record.jti, 10);
  return {
    id: `token/${record.jti}`,
    label: name,
    description: `${words[status]} · ${shortJti}`,
    tooltip: [
      `**${markdownText(name)}**: ${markdownText(statusWord[status])}`,
      `${markdownText(l10n.t('JTI'))}: ${inlineCode(record.jti)}`,
      `${markdownText(l10n.t('Client ID'))}: ${inlineCode(record.clientId)}`,
      `${markdownText(l10n.t('Issued'))}: ${markdownText(momentText(record.issuedAt, nowMs, l10n))}`,
      `${markdownText(l10n.t('Expires'))}: ${markdownText(momentText(record.expiresAt, nowMs, l10n))}`,
    ].join('\n\n'),
    ...(icons[status] === undefined ? {} : { icon: icons[status] }),
    context: `token;${status.toLowerCase()}`,
    target: { kind: 'token', jti: record.jti, clientId: record.clientId },
    spoken: [
      name,
      ...(status === 'ACTIVE' ? [l10n.t('active')] : []),
      words[status],
      `${l10n.t('JTI')} ${shortJti}`,
    ].join(', '),
  };
}
