import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Front } from '../http/dispatch.js';
import { HttpError } from '../http/http-error.js';
import { parseTarget } from '../http/target.js';
import { parseAuthority } from './authority.js';
import type { HostTable } from './host-table.js';

/**
 * Finds out as whom a request addresses the mock. A web page can make a browser send requests to loopback under a
 * name of the page's own (DNS rebinding), but not under a name that is served here: any other is refused.
 */
export function createFront(hosts: () => HostTable): Front {
  return (incoming: IncomingMessage) => {
    const { path, query, absolute } = parseTarget(incoming.url ?? '');
    // RFC 9112 §3.2.2: the authority of an absolute-form target counts, and Host is ignored.
    const text = absolute?.authority ?? incoming.headers.host ?? '';
    const authority = parseAuthority(text);
    if (authority === undefined) throw new HttpError(text === '' ? 421 : 400, 'The request names no host as Host.');
    const surfaces = hosts().surfacesOf(authority.host);
    if (surfaces === undefined) {
      throw absolute === undefined
        ? new HttpError(
            421,
            `The mock does not serve the host ${authority.host}. Start it with --allow-host to add a name.`,
          )
        : new HttpError(403, 'This is no open proxy: it leads to the hosts of the tenant alone.');
    }
    const secure = (incoming.socket as Partial<TLSSocket>).encrypted === true;
    const scheme = absolute?.scheme ?? (secure ? 'https' : 'http');
    const port =
      authority.port === undefined || authority.port === (scheme === 'https' ? 443 : 80) ? '' : `:${authority.port}`;
    return { host: authority.host, origin: `${scheme}://${authority.host}${port}`, secure, path, query, surfaces };
  };
}
