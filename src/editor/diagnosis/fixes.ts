import { type CommandId, commandIds } from '../../commands/ids.js';
import type { FixId } from '../../oauth/diagnosis/report.js';
import type { Localiser } from '../localise.js';

export interface Fix {
  readonly label: string;
  readonly command: CommandId;
  /** What the command is about; it asks for the rest. */
  readonly argument: Readonly<Record<string, unknown>>;
  /** Whether something may be different afterwards, so that it is worth to look again. */
  readonly changes: boolean;
}

/** What mends a failed check, as a button. */
export function fixOf(
  id: FixId,
  { clientId, exchangeId }: { clientId: string; exchangeId?: string | undefined },
  l10n: Localiser,
): Fix {
  const ofClient = (label: string, command: CommandId): Fix => ({
    label,
    command,
    argument: { clientId },
    changes: true,
  });
  const plain = (label: string, command: CommandId): Fix => ({ label, command, argument: {}, changes: true });
  switch (id) {
    case 'startMock':
      return plain(l10n.t('Start the Mock'), commandIds.mockStart);
    case 'endSimulation':
      return plain(l10n.t('End the Simulation'), commandIds.simulateEnd);
    case 'addEnvironment':
      return plain(l10n.t('Add the Environment Anew…'), commandIds.environmentAdd);
    case 'switchEnvironment':
      return plain(l10n.t('Switch Environment…'), commandIds.environmentSwitch);
    case 'importCredential':
      return ofClient(l10n.t('Import the Credential…'), commandIds.clientImport);
    case 'addClient':
      return plain(l10n.t('Add an API Client…'), commandIds.clientAdd);
    case 'enableClient':
      return ofClient(l10n.t('Enable the API Client'), commandIds.clientEnable);
    case 'editClient':
      return ofClient(l10n.t('Edit the API Client…'), commandIds.clientEdit);
    case 'replaceKey':
      return ofClient(l10n.t('Replace the Key…'), commandIds.keyReplace);
    case 'addSecret':
      return ofClient(l10n.t('Add a New Secret…'), commandIds.secretAdd);
    case 'showJwks':
      return ofClient(l10n.t('Make Its JWKS…'), commandIds.jwksGenerate);
    case 'chooseRoles':
      return ofClient(l10n.t('Choose Roles…'), commandIds.clientRoles);
    case 'showExchange': {
      const argument = exchangeId === undefined ? { clientId } : { exchangeId };
      return { label: l10n.t('Show What Happened'), command: commandIds.exchangeShow, argument, changes: false };
    }
  }
}
