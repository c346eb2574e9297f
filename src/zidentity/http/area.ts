import type { MockContext } from '../context.js';
import type { HttpError } from './http-error.js';
import type { Reply } from './reply.js';
import type { MockRequest } from './request.js';
import type { Route } from './router.js';

/**
 * The kinds of hosts that the mock serves: the authorization server (`acme.zslogin.net`), the admin portal
 * (`acme-admin.zslogin.net`) and the API gateway (`api.zsapi.net`). Loopback and allowed hosts are all three.
 */
export type Surface = 'identity' | 'admin' | 'api';

/** Routes that belong together, and where they are served. */
export interface Area {
  name: string;
  surfaces: readonly Surface[];
  routes: readonly Route[];
  /** Paths whose refusals are this area's, e.g. `/zia/`, also where no route matches. */
  prefixes: readonly string[];
  /** Where nothing is open to strangers: throws before they are told which paths and methods there are. */
  admit?: (request: MockRequest, context: MockContext) => void;
  /** A refusal (also 404 and 405) in the area's own words. Default: the admin API's form of error. */
  refuse?: (error: HttpError, request: MockRequest) => Reply;
}
