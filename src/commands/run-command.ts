import * as vscode from 'vscode';
import { localiser } from '../editor/localiser.js';
import { WorkbenchError } from '../errors.js';
import { type CommandId, commandIds, type ViewId, viewIds } from './ids.js';
import { refusalReason, sentences } from './refusal-reason.js';
import { redactedError } from './services/redact-log.js';
import type { Services } from './services.js';
import { isTargeted, type Target, targetOf } from './target.js';
import type { Action } from './ui.js';

/**
 * A command. With `args` it asks nothing and throws what goes wrong; without, it asks what it needs. `targets` are the
 * tree rows it was called on.
 */
export type Command = (services: Services, args?: unknown, targets?: readonly Target[]) => Promise<unknown>;

/** Registers a command whose code is loaded when it first runs. */
export function registerCommand(services: Services, id: CommandId, load: () => Promise<Command>): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (first: unknown, second: unknown) => {
    const { args, targets, view } = invocation(first, second);
    try {
      const command = await load();
      return await command(services, args, targets);
    } catch (error) {
      if (args !== undefined && !isCancelled(error)) {
        services.log.error(`${id} failed.`, error);
        throw forCaller(error);
      }
      await tellFailure(services, error, id);
      return undefined;
    } finally {
      // The link that was pressed may be gone by now, and the focus of the keyboard with it.
      if (view !== undefined) services.rows.focus(view);
    }
  });
}

/**
 * Tells an argument object from the tree rows, and from the document that a menu passes. Links and buttons that stand
 * for a person's click pass `{interactive: true}` with the id of what they are about: that is as a click on its row.
 * Links of a view that has no rows pass the view's id.
 */
function invocation(first: unknown, second: unknown): { args?: unknown; targets: readonly Target[]; view?: ViewId } {
  if (isTargeted(first)) {
    const elements = Array.isArray(second) && second.length > 0 ? second.filter(isTargeted) : [first];
    return { targets: elements.map(targetOf).filter((target) => target !== undefined) };
  }
  if (first === undefined || first === null || first instanceof vscode.Uri) return { targets: [] };
  const view = Object.values(viewIds).find((id) => id === first);
  if (view !== undefined) return { targets: [], view };
  const clicked = clickedTarget(first);
  return clicked === undefined ? { args: first, targets: [] } : { targets: clicked };
}

function clickedTarget(given: unknown): Target[] | undefined {
  if (typeof given !== 'object' || given === null || !('interactive' in given) || given.interactive !== true) {
    return undefined;
  }
  const { clientId = '', jti } = given as { clientId?: unknown; jti?: unknown };
  // What is no id makes it an argument object, which is refused with a reason.
  if (!isId(clientId) || !(jti === undefined || isId(jti))) return undefined;
  if (jti !== undefined) return [{ kind: 'token', jti, clientId }];
  return clientId === '' ? [] : [{ kind: 'client', clientId }];
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 1024;
}

function isCancelled(error: unknown): boolean {
  return (error instanceof WorkbenchError && error.code === 'cancelled') || error instanceof vscode.CancellationError;
}

/** Callers of a command get the message alone, so the hint goes into it. */
function forCaller(error: unknown): Error {
  if (!(error instanceof WorkbenchError)) return redactedError(error);
  return new WorkbenchError(error.code, sentences(error.message, error.hint));
}

/** Tells a person what went wrong, unless they gave up themselves. @param what was tried, for the log */
export async function tellFailure(services: Services, error: unknown, what = 'A button'): Promise<void> {
  if (isCancelled(error)) return;
  const { ui, log } = services;
  log.error(`${what} failed.`, error);
  const details: Action = { label: vscode.l10n.t('Show Details'), run: () => log.show() };
  if (!(error instanceof WorkbenchError)) {
    const message = redactedError(error).message;
    ui.error(vscode.l10n.t('OneAPI: something unexpected went wrong, which should be reported: {0}', message), details);
    return;
  }
  const trust: Action[] =
    error.code === 'workspace-not-trusted'
      ? [
          {
            label: vscode.l10n.t('Manage Workspace Trust'),
            run: () => vscode.commands.executeCommand('workbench.trust.manage'),
          },
        ]
      : [];
  const { exchangeId } = error as { exchangeId?: unknown };
  const explain: Action[] =
    typeof exchangeId === 'string'
      ? [
          {
            label: vscode.l10n.t('Show What Happened'),
            run: () => vscode.commands.executeCommand(commandIds.exchangeShow, { exchangeId }),
          },
        ]
      : [];
  const reason = typeof exchangeId === 'string' ? await refusalReason(services, exchangeId) : undefined;
  ui.error(localiser.text(reason ?? sentences(error.message, error.hint)), ...trust, ...explain, details);
}
