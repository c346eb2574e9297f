import * as vscode from 'vscode';
import type { Services } from '../services.js';
import { tellDone } from '../tell-done.js';

/** OneAPI: Stop Using in Terminals. */
export async function stopUsingInTerminals({ terminals }: Services, args?: unknown): Promise<void> {
  const name = terminals.current?.name;
  terminals.stop();
  if (args === undefined && name !== undefined) tellDone(vscode.l10n.t('New terminals are without "{0}" again', name));
}
