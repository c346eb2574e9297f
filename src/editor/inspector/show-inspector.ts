import type { WebviewPanel } from 'vscode';
import type { Services } from '../../commands/services.js';
import { WorkbenchError } from '../../errors.js';
import type { KeyTextDescription } from '../../keys/describe.js';
import { handlesOf } from '../handles.js';
import type { Inspection } from './inspection.js';
import { InspectorPanel } from './inspector-panel.js';
import { readInspectorState } from './inspector-state.js';

export { inspectToken } from './inspect-token.js';

/** What is to be inspected: a token, the name of one that a hover or a page holds, an issued token, or any text. */
export interface InspectorInput {
  token?: string;
  handle?: string;
  jti?: string;
  /** A client assertion, JWKS, PEM or certificate; also text with a token in it. */
  text?: string;
}

const panels = new WeakMap<Services, InspectorPanel>();

/**
 * Shows the inspector, with what is to be inspected or, without, with a place to paste it.
 *
 * @returns what it shows: a token decoded and verified, without the token itself, or what key material is
 * @throws WorkbenchError `token-forgotten` where a name no longer stands for anything; `jwt-malformed`, `jwt-encrypted`
 *   where `token` is none
 */
export async function showInspector(
  services: Services,
  input: InspectorInput = {},
): Promise<Inspection | KeyTextDescription | undefined> {
  const text = await textOf(services, input);
  const panel = panels.get(services) ?? track(services, new InspectorPanel(services));
  panel.reveal();
  if (text === undefined) return undefined;
  services.contextKeys.set('oneapi.done.inspect', true);
  const { inspection, description, error } = await panel.show(text);
  if (input.token !== undefined && error !== undefined) throw error;
  return inspection ?? description;
}

/** Takes over the panel that VS Code kept over a reload of the window. */
export async function restoreInspector(services: Services, kept: WebviewPanel, state: unknown): Promise<void> {
  await track(services, new InspectorPanel(services, kept)).restore(readInspectorState(state));
}

function track(services: Services, panel: InspectorPanel): InspectorPanel {
  panels.set(services, panel);
  panel.onDidDispose(() => panels.delete(services));
  return panel;
}

/** The text that an input stands for. */
export async function textOf(
  services: Pick<Services, 'tokens'>,
  { token, text, handle, jti }: InspectorInput,
): Promise<string | undefined> {
  if (token !== undefined) return token;
  if (text !== undefined) return text;
  if (handle !== undefined) {
    const held = handlesOf(services).get(handle);
    if (held === undefined) {
      throw new WorkbenchError('token-forgotten', 'The token is no longer in memory.', {
        hint: 'Hover over it again, or paste it into the inspector.',
      });
    }
    return held.text;
  }
  return jti === undefined ? undefined : services.tokens.text(jti);
}
