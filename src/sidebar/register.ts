import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { type ViewId, viewIds } from '../commands/ids.js';
import type { Services, StateKind } from '../commands/services.js';
import type { Target } from '../commands/target.js';
import { localiser } from '../editor/localiser.js';
import { followContext } from './context.js';
import { createSimulationItems } from './simulation-item.js';
import { createStatusBar } from './status-bar.js';
import { createTerminalsItem } from './terminals-item.js';
import type { TreeNode } from './tree-node.js';
import { NodeTreeProvider, type TreeElement } from './tree-provider.js';

/** Milliseconds after which "in 12 minutes" is looked at again while it is on the screen. */
const redrawMs = 20_000;

/** The three views and the status-bar item. */
export function registerSidebar(services: Services): vscode.Disposable {
  const { state, mock, terminals, simulation, now } = services;
  const view = () => ({ nowMs: now(), l10n: localiser });
  const clientView = () => {
    const { current } = terminals;
    return {
      ...view(),
      inTerminals: current?.environmentId === state.snapshot.entry.id ? current.clientId : undefined,
    };
  };
  const resume = () =>
    void mock.resume().catch((error: unknown) => services.log.error('The mock did not start.', error));
  return vscode.Disposable.from(
    createStatusBar(mock),
    createTerminalsItem(terminals),
    createSimulationItems(simulation),
    followContext(services),
    tree(services, viewIds.clients, ['clients', 'resources'], resume, async () => {
      const { clientNodes } = await import('./nodes.js');
      return () => clientNodes(state.snapshot, clientView());
    }),
    tree(services, viewIds.resources, ['clients', 'resources'], resume, async () => {
      const { resourceNodes } = await import('./nodes.js');
      return () => resourceNodes(state.snapshot, view());
    }),
    tree(services, viewIds.tokens, ['tokens'], resume, async () => {
      const { tokenNodes } = await import('./nodes.js');
      return () => tokenNodes(state.snapshot, view());
    }),
  );
}

/** What the rows of each view stand for, as far as one can be led to them. */
const kindShown: Readonly<Record<ViewId, Target['kind']>> = {
  [viewIds.clients]: 'client',
  [viewIds.resources]: 'scope',
  [viewIds.tokens]: 'token',
};

function tree(
  { state, terminals, rows }: Services,
  id: ViewId,
  kinds: readonly StateKind[],
  onShown: () => void,
  load: () => Promise<() => readonly TreeNode[]>,
): vscode.Disposable {
  const provider = new NodeTreeProvider(load, (clientId) => state.loadSecrets(clientId));
  const treeView = vscode.window.createTreeView<TreeElement>(id, {
    treeDataProvider: provider,
    showCollapseAll: id !== viewIds.tokens,
    canSelectMany: id === viewIds.tokens,
  });
  const describe = () => {
    const { entry, tokens, tokenSearch, clientSearch } = state.snapshot;
    const search = { [viewIds.clients]: clientSearch, [viewIds.resources]: '', [viewIds.tokens]: tokenSearch }[id];
    treeView.description = [
      entry.name,
      ...(id === viewIds.tokens && tokens.total > 0 ? [tokens.total] : []),
      ...(search === '' ? [] : [`"${search}"`]),
    ].join(' · ');
  };
  describe();
  const focus = async () => {
    await state.refresh([]);
    const first = await provider.first();
    // A view that is just getting its rows would lose a focus that is on what stood there without them.
    if (first !== undefined) await treeView.reveal(first, { select: false, focus: true });
    else await vscode.commands.executeCommand(`${id}.focus`);
  };
  const show = async (wanted: Target | ViewId) => {
    if (typeof wanted === 'string') return wanted === id ? focus() : undefined;
    if (wanted.kind !== kindShown[id]) return;
    const element = await provider.find((target) => isDeepStrictEqual(target, wanted));
    if (element === undefined) await vscode.commands.executeCommand(`${id}.focus`);
    else await treeView.reveal(element, { select: true, focus: true, expand: true });
  };
  let timer: NodeJS.Timeout | undefined;
  const watch = (visible: boolean) => {
    clearInterval(timer);
    if (!visible) return;
    provider.update();
    timer = setInterval(() => provider.update(), redrawMs);
    onShown();
  };
  return vscode.Disposable.from(
    treeView,
    provider,
    rows.onDidWant(show),
    treeView.onDidChangeVisibility(({ visible }) => watch(visible)),
    state.onDidChange((changed) => {
      describe();
      if (kinds.some((kind) => changed.has(kind))) provider.update();
    }),
    ...(id === viewIds.clients ? [terminals.onDidChange(() => provider.update())] : []),
    { dispose: () => clearInterval(timer) },
  );
}
