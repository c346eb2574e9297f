import type { Services } from '../services.js';

/** OneAPI: Refresh. */
export async function refresh(services: Services): Promise<void> {
  const { state, environments, mock } = services;
  if (environments.active.kind === 'mock' && mock.status.state === 'stopped') await mock.resume();
  await state.refresh();
}
