import type { Services } from '../services.js';

/** OneAPI: Clear API Client Search. */
export async function clearSearch(services: Services): Promise<void> {
  services.state.setClientSearch('');
}
