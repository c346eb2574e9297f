import { isIP } from 'node:net';
import { WorkbenchError } from '../../errors.js';
import { isLoopback } from './host-table.js';

export interface ListenAddress {
  /** As `server.listen` wants it. */
  host: string;
  /** As URLs have it. */
  shown: string;
  /** The address as a name that requests may have in `Host`. */
  names: string[];
  warning: string | undefined;
}

const everywhere = new Set(['0.0.0.0', '::', '::0']);

/**
 * Judges the address to listen on.
 * @throws WorkbenchError `remote-not-allowed` where others could reach it and that was not asked for
 */
export function listenAddress(wanted: string | undefined, allowRemote: boolean): ListenAddress {
  const host = (wanted ?? '127.0.0.1')
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
  const bracketed = isIP(host) === 6 ? `[${host}]` : host;
  if (isLoopback(bracketed)) return { host, shown: bracketed, names: [], warning: undefined };
  if (!allowRemote) {
    throw new WorkbenchError('remote-not-allowed', `${host} is an address that other computers may reach.`, {
      hint: 'Leave --host out for this computer alone, or add --allow-remote where others are meant to reach the mock.',
    });
  }
  const all = everywhere.has(host);
  const warning = all
    ? 'Every computer that reaches this one may reach the mock. Allow the names that they use with --allow-host.'
    : `Every computer that reaches ${host} may reach the mock.`;
  return { host, shown: all ? '127.0.0.1' : bracketed, names: all ? [] : [bracketed], warning };
}
