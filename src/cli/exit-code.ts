import { WorkbenchError } from '../errors.js';

/** What scripts can tell apart. */
export const EXIT = {
  ok: 0,
  /** It could not be done: a taken port, a refused token. */
  failed: 1,
  /** It was asked for wrongly: an unknown option, a fault in the config file. */
  usage: 2,
  /** The state folder is used by another process. */
  folderTaken: 3,
} as const;

const usageCodes = new Set([
  'usage',
  'config-invalid',
  'config-unreadable',
  'vanity-invalid',
  'cloud-invalid',
  'host-invalid',
  'remote-not-allowed',
  'token-endpoint-invalid',
  'token-endpoint-insecure',
  'proxy-invalid',
]);

export function exitCodeOf(error: unknown): number {
  if (!(error instanceof WorkbenchError)) return EXIT.failed;
  if (error.code === 'state-folder-taken') return EXIT.folderTaken;
  return usageCodes.has(error.code) ? EXIT.usage : EXIT.failed;
}

/** The command line is wrong. */
export function usageError(message: string, hint?: string): WorkbenchError {
  return new WorkbenchError('usage', message, { hint });
}
