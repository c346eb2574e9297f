/** A resource of a service as JSON: what was POSTed or PUT, and what the service adds. */
export type Item = Record<string, unknown>;

/** A request to a service behind the gateway, once the gateway has let it pass. */
export interface SandboxRequest {
  method: string;
  /** The whole path, decoded, without the query: `/zia/api/v1/ruleLabels/12`. */
  path: string;
  query: URLSearchParams;
  /** The parsed JSON body; undefined where there was none. */
  body: unknown;
  /** Epoch seconds. */
  now: number;
  /** The API client that calls; services note it as the author of a change. */
  clientId: string;
}

/** What a service answers. `body` is sent as JSON, `text` as it is; neither means no body. */
export interface SandboxAnswer {
  status: number;
  body?: unknown;
  text?: string;
  headers?: Record<string, string>;
}

export function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
