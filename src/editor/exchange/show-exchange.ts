import type { WebviewPanel } from 'vscode';
import type { Services } from '../../commands/services.js';
import type { ExchangeData } from './exchange-data.js';
import { type ExchangeChoice, ExchangePanel } from './exchange-panel.js';

const panels = new WeakMap<Services, ExchangePanel>();

/**
 * Shows what happened in token requests: one exchange, the newest ones of an API client, or all as they come in.
 *
 * @returns the exchange that is shown, where there is one
 */
export async function showExchange(services: Services, choice: ExchangeChoice = {}): Promise<ExchangeData | undefined> {
  const panel = panels.get(services) ?? track(services, new ExchangePanel(services));
  panel.reveal();
  services.contextKeys.set('oneapi.done.exchange', true);
  return panel.show(choice);
}

/** Takes over the panel that VS Code kept over a reload of the window. */
export async function restoreExchange(services: Services, kept: WebviewPanel, state: unknown): Promise<void> {
  await track(services, new ExchangePanel(services, kept)).show(readChoice(state));
}

function track(services: Services, panel: ExchangePanel): ExchangePanel {
  panels.set(services, panel);
  panel.onDidDispose(() => panels.delete(services));
  return panel;
}

function readChoice(state: unknown): ExchangeChoice {
  if (typeof state !== 'object' || state === null) return {};
  const { exchangeId, clientId } = state as Record<string, unknown>;
  return {
    ...(typeof exchangeId === 'string' ? { exchangeId } : {}),
    ...(typeof clientId === 'string' ? { clientId } : {}),
  };
}
