import * as v from 'valibot';
import { readArguments } from '../arguments.js';
import type { Services } from '../services.js';

/** OneAPI: Stop Mock. What it holds is kept and back with the next start. */
export async function stopMock(services: Services, args?: unknown): Promise<void> {
  if (args !== undefined) readArguments(v.strictObject({}), args);
  await services.mock.stop();
}
