import * as vscode from 'vscode';
import { localiser } from '../../editor/localiser.js';
import type { Services } from '../services.js';
import type { PickItem } from '../ui.js';
import { fillIn, type KnownCall, knownCalls, placeholders } from './known-paths.js';
import { type TypedCall, typedCall } from './typed-call.js';

export interface AskedCall {
  method: string;
  path: string;
  body?: unknown;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Chosen = KnownCall | TypedCall | 'other';
type Row = PickItem<Chosen> | vscode.QuickPickItem;

/** Asks for method, path and, where the method has one, a body. */
export async function askCall({ ui }: Services, title: string): Promise<AskedCall> {
  const chosen = await ui.pick<Chosen>(rows(), {
    title,
    placeholder: vscode.l10n.t('What should be called? Choose, or type a path'),
    typed: typedRow,
  });
  const method =
    chosen === 'other'
      ? await ui.pick<string>(
          methods.map((value) => ({ label: value, value })),
          { title, placeholder: vscode.l10n.t('Method') },
        )
      : chosen.method;
  const path = chosen !== 'other' && 'typed' in chosen ? chosen.path : await askPath(ui, title, method, chosen);
  if (method === 'GET' || method === 'DELETE') return { method, path };
  const body = await ui.input({
    title,
    prompt: vscode.l10n.t('Body as JSON; leave it empty for none'),
    value: chosen === 'other' || !('body' in chosen) ? '' : JSON.stringify(chosen.body),
    validate: jsonProblem,
  });
  return body.trim() === '' ? { method, path } : { method, path, body: JSON.parse(body) as unknown };
}

async function askPath(
  ui: Services['ui'],
  title: string,
  method: string,
  chosen: KnownCall | 'other',
): Promise<string> {
  let path = chosen === 'other' ? '/zia/api/v1/' : chosen.path;
  for (const name of placeholders(path)) {
    const value = await ui.input({ title, prompt: name, placeholder: '72057594037927936' });
    path = fillIn(path, { [name]: value });
  }
  return ui.input({
    title,
    prompt: vscode.l10n.t('{0}: path with its query', method),
    value: path,
    validate: (typed) => (typed.startsWith('/') ? undefined : vscode.l10n.t('A path begins with a slash')),
  });
}

function typedRow(text: string): PickItem<TypedCall> | undefined {
  const call = typedCall(text);
  if (call === undefined) return undefined;
  return { label: `${call.method} ${call.path}`, description: vscode.l10n.t('as typed'), value: call };
}

function rows(): Row[] {
  const items: Row[] = [{ icon: 'edit', label: vscode.l10n.t('Another path…'), value: 'other' }];
  let product = '';
  for (const call of knownCalls) {
    if (call.product !== product) items.push({ label: call.product, kind: vscode.QuickPickItemKind.Separator });
    product = call.product;
    items.push({ label: `${call.method} ${localiser.text(call.what)}`, description: call.path, value: call });
  }
  return items;
}

function jsonProblem(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return vscode.l10n.t('This is no JSON: {0}', error instanceof Error ? error.message : String(error));
  }
}
