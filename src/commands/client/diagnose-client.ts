import type { Services } from '../services.js';
export async function diagnoseClient(_services: Services): Promise<void> {}
