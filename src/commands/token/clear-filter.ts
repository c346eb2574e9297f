import type { Services } from '../services.js';

/** OneAPI: Clear Token Filter. */
export async function clearFilter(services: Services): Promise<void> {
  await services.state.setTokenFilter({});
}
