import * as vscode from 'vscode';
import type { DiagnosisReport } from '../../oauth/diagnosis/report.js';
import { clientArguments, readArguments } from '../arguments.js';
import { pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';

/**
 * OneAPI: Diagnose API Client: a checklist that runs from top to bottom, in a page with a button for what mends a
 * failed check. With arguments it shows nothing. Resolves to the report.
 */
export async function diagnoseClient(
  services: Services,
  args?: unknown,
  targets?: readonly Target[],
): Promise<DiagnosisReport | undefined> {
  if (args !== undefined) {
    const { clientId } = readArguments(clientArguments, args);
    const { runDiagnosis } = await import('./run-diagnosis.js');
    return runDiagnosis(services, clientId);
  }
  const clientId = await pickClient(services, targets, { title: vscode.l10n.t('Diagnose API Client') });
  const { showDiagnosis } = await import('../../editor/diagnosis/show-diagnosis.js');
  return showDiagnosis(services, clientId);
}
