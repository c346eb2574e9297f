import type { Services } from '../services.js';

/** Loads the next page of the Issued Tokens view. */
export async function loadMore(services: Services): Promise<void> {
  await services.state.loadMoreTokens();
}
