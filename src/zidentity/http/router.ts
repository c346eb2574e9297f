import type { MockContext } from '../context.js';
import type { Reply } from './reply.js';
import type { MockRequest } from './request.js';

/** Answers a request. May throw an HttpError; anything else that it throws is a bug. */
export type Handler = (request: MockRequest, context: MockContext) => Promise<Reply> | Reply;

export interface Route {
  /** `GET` also answers HEAD; `*` is any method. */
  method: string;
  /** `/api-clients/:id` names one segment; a `*` at the end takes the rest, slashes included, also an empty one. */
  pattern: string;
  handler: Handler;
}

interface Endpoint {
  handler: Handler;
  names: readonly string[];
}

interface Node {
  literals: Map<string, Node>;
  parameter: Node | undefined;
  rest: Map<string, Endpoint> | undefined;
  endpoints: Map<string, Endpoint> | undefined;
}

export type Match =
  | { found: true; handler: Handler; params: Record<string, string> }
  /** The path is known under other methods, which are listed as `Allow` wants them. */
  | { found: false; allow: string };

const emptyNode = (): Node => ({ literals: new Map(), parameter: undefined, rest: undefined, endpoints: undefined });

/** Finds the handler of a path: literal segments before named ones, named ones before a rest. */
export class Router {
  readonly #root = emptyNode();

  constructor(routes: readonly Route[] = []) {
    for (const { method, pattern, handler } of routes) this.add(method, pattern, handler);
  }

  /** @throws TypeError where the pattern is malformed or taken: a bug */
  add(method: string, pattern: string, handler: Handler): this {
    if (!pattern.startsWith('/')) throw new TypeError(`A route must begin with a slash: ${pattern}`);
    const names: string[] = [];
    const segments = pattern.slice(1).split('/');
    let node = this.#root;
    for (const [index, segment] of segments.entries()) {
      if (segment === '*') {
        if (index !== segments.length - 1) throw new TypeError(`The rest must be the last of a route: ${pattern}`);
        node.rest ??= new Map();
        put(node.rest, method, { handler, names: [...names, '*'] }, pattern);
        return this;
      }
      if (segment.startsWith(':')) {
        names.push(segment.slice(1));
        node.parameter ??= emptyNode();
        node = node.parameter;
      } else {
        let next = node.literals.get(segment);
        if (next === undefined) {
          next = emptyNode();
          node.literals.set(segment, next);
        }
        node = next;
      }
    }
    node.endpoints ??= new Map();
    put(node.endpoints, method, { handler, names }, pattern);
    return this;
  }

  /**
   * @param path decoded, as in `MockRequest.path`
   * @returns undefined where no method knows the path
   */
  match(method: string, path: string): Match | undefined {
    const segments = path.slice(1).split('/');
    const allowed = new Set<string>();
    const values: string[] = [];
    const endpoint = find(this.#root, segments, 0, method, values, allowed);
    if (endpoint !== undefined) {
      const params: Record<string, string> = {};
      for (const [index, name] of endpoint.names.entries()) params[name] = values[index] as string;
      return { found: true, handler: endpoint.handler, params };
    }
    if (allowed.size === 0) return undefined;
    if (allowed.has('GET')) allowed.add('HEAD');
    return { found: false, allow: [...allowed].sort().join(', ') };
  }
}

function put(endpoints: Map<string, Endpoint>, method: string, endpoint: Endpoint, pattern: string): void {
  if (endpoints.has(method)) throw new TypeError(`Two handlers for ${method} ${pattern}`);
  endpoints.set(method, endpoint);
}

function find(
  node: Node,
  segments: readonly string[],
  index: number,
  method: string,
  values: string[],
  allowed: Set<string>,
): Endpoint | undefined {
  const depth = values.length;
  if (index === segments.length) return choose(node.endpoints, method, allowed);
  const segment = segments[index] as string;
  const literal = node.literals.get(segment);
  if (literal !== undefined) {
    const found = find(literal, segments, index + 1, method, values, allowed);
    if (found !== undefined) return found;
    values.length = depth;
  }
  // An empty segment names nothing: `/api-clients/` is not the client with an empty id.
  if (node.parameter !== undefined && segment !== '') {
    values.push(segment);
    const found = find(node.parameter, segments, index + 1, method, values, allowed);
    if (found !== undefined) return found;
    values.length = depth;
  }
  const found = choose(node.rest, method, allowed);
  if (found !== undefined) values.push(segments.slice(index).join('/'));
  return found;
}

function choose(
  endpoints: Map<string, Endpoint> | undefined,
  method: string,
  allowed: Set<string>,
): Endpoint | undefined {
  if (endpoints === undefined) return undefined;
  const endpoint = endpoints.get(method) ?? endpoints.get('*');
  if (endpoint === undefined) for (const known of endpoints.keys()) allowed.add(known);
  return endpoint;
}
