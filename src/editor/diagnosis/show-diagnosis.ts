import type { WebviewPanel } from 'vscode';
import type { Services } from '../../commands/services.js';
import type { DiagnosisReport } from '../../oauth/diagnosis/report.js';
import { DiagnosisPanel } from './diagnosis-panel.js';

const panels = new WeakMap<Services, DiagnosisPanel>();

/** Runs the checklist of an API client where a person sees it. Undefined where they stopped it. */
export async function showDiagnosis(services: Services, clientId: string): Promise<DiagnosisReport | undefined> {
  const panel = panels.get(services) ?? track(services, new DiagnosisPanel(services));
  panel.reveal();
  return panel.run(clientId);
}

/** Takes over the panel that VS Code kept over a reload; nothing is asked of an environment unbidden. */
export async function restoreDiagnosis(services: Services, kept: WebviewPanel, state: unknown): Promise<void> {
  const clientId = (state as { clientId?: unknown } | null | undefined)?.clientId;
  if (typeof clientId !== 'string' || clientId === '') {
    kept.dispose();
    return;
  }
  track(services, new DiagnosisPanel(services, kept)).prepare(clientId);
}

function track(services: Services, panel: DiagnosisPanel): DiagnosisPanel {
  panels.set(services, panel);
  panel.onDidDispose(() => panels.delete(services));
  return panel;
}
