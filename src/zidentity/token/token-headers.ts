import type { MockRequest } from '../http/request.js';

/** As seen in answers of the real token endpoint. */
const tokenHeaders = {
  'content-type': 'application/json;charset=UTF-8',
  'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
  pragma: 'no-cache',
  expires: '0',
  server: 'ingress-gateway',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-ratelimit-limit': '500, 500;w=1, 100000;w=60',
  'x-ratelimit-remaining': '499',
  'x-ratelimit-reset': '1',
};

export function tokenEndpointHeaders(request: Pick<MockRequest, 'secure' | 'host'>): Record<string, string> {
  // On a loopback name a browser would remember it for every other program on that name.
  const tenantHost = request.secure && request.host.includes('.') && !/^[\d.]+$/.test(request.host);
  return tenantHost
    ? { ...tokenHeaders, 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
    : { ...tokenHeaders };
}
