import type { Services } from '../services.js';

/** OneAPI: Clear Token Search. */
export async function clearTokenSearch(services: Services): Promise<void> {
  await services.state.setTokenSearch('');
}
