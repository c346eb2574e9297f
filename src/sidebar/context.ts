import { Disposable } from 'vscode';
import type { Services } from '../commands/services.js';

/** Keeps the context keys of menus and welcome views in step with the state. */
export function followContext({ contextKeys, environments, mock, state, terminals, simulation }: Services): Disposable {
  const write = () => {
    const { snapshot } = state;
    contextKeys.set('oneapi.environment.kind', environments.active.kind);
    contextKeys.set('oneapi.environment.several', environments.list().length > 1);
    contextKeys.set('oneapi.mock.state', mock.status.state);
    contextKeys.set(
      'oneapi.loading',
      snapshot.phase === 'loading' || (environments.active.kind === 'mock' && mock.status.state === 'starting'),
    );
    contextKeys.set('oneapi.failed', snapshot.phase === 'failed');
    contextKeys.set('oneapi.clients.any', snapshot.clients.length > 0);
    contextKeys.set('oneapi.clients.filtered', snapshot.clientSearch !== '');
    contextKeys.set('oneapi.clients.listed', snapshot.listed);
    contextKeys.set('oneapi.tokens.any', snapshot.tokens.total > 0);
    contextKeys.set('oneapi.tokens.filtered', Object.keys(snapshot.tokenFilter).length > 0);
    contextKeys.set('oneapi.tokens.searched', snapshot.tokenSearch !== '');
    contextKeys.set('oneapi.terminals.used', terminals.current !== undefined);
    contextKeys.set('oneapi.simulating', simulation.active);
  };
  write();
  return Disposable.from(
    environments.onDidChange(write),
    mock.onDidChangeStatus(write),
    state.onDidChange(write),
    terminals.onDidChange(write),
    simulation.onDidChange(write),
  );
}
