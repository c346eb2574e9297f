import { version } from '../package.json';

/** The package's own version. */
export const VERSION: string = version;
