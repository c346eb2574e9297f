import { resolve } from 'node:path';

/** The command line as it is packaged; another build of it where that is what should be tried. */
export const cliPath = resolve(process.env.ONEAPI_MOCK_CLI ?? 'dist/cli.js');
