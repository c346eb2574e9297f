import type { Services } from '../services.js';

/** OneAPI: Show Log. */
export async function showLog(services: Services): Promise<void> {
  services.log.show();
}
