import type { Explanation } from './explain.js';
import { type Product, productOfPath } from './products.js';
import { retryAfterMs } from './retry.js';

export interface GatewayExplanation extends Explanation {
  /** Short name of the product that the path belongs to. */
  product?: string;
  /** The product that the token says it holds no role for. */
  missingRole?: string;
  /** Milliseconds that the server asks to wait. */
  retryAfterMs?: number;
}

interface GatewayAnswer {
  status: number;
  headers: Headers;
  body: string;
  path: string;
  method: string;
  /** The token that was sent: its own claims tell most about a refusal. Never quoted. */
  accessToken: string;
  nowMs: number;
}

/** Limits as ZIA's and ZPA's documentation state them. */
const rateLimits: Readonly<Record<string, string>> = {
  ZIA: 'ZIA allows 2 GET a second and 1,000 an hour, 1 POST or PUT a second and 400 an hour, 1 DELETE a minute and 4 an hour.',
  CLOUD_CONNECTOR:
    'It allows 2 GET a second and 1,000 an hour, 1 POST or PUT a second and 400 an hour, 1 DELETE a minute and 4 an hour.',
  ZPA: 'ZPA allows 20 GET and 10 writing requests in 10 seconds from one address.',
};

const others: Readonly<Record<number, Omit<Explanation, 'basis'>>> = {
  400: {
    explanation: 'The service did not accept what was sent.',
    remedy: 'Read the message in the answer and check the body.',
  },
  404: {
    explanation: 'There is nothing at this path.',
    remedy: 'Check the path and the id in it. A ZPA path holds the customer id, which is no client id.',
  },
  405: { explanation: 'The path does not take this method.', remedy: 'Check the method in the API reference.' },
  408: { explanation: 'The service waited too long for the request.', remedy: 'Try again.' },
  409: {
    explanation: 'The change conflicts with another one, e.g. an edit lock or a duplicate.',
    remedy: 'Try again in a moment; look for an entry of the same name.',
  },
  413: { explanation: 'The request is too large.', remedy: 'Send less at once.' },
  421: {
    explanation: 'The server does not serve this host.',
    remedy: 'Check the API host of the cloud. At the mock, another name must be allowed with --allow-host.',
  },
  504: { explanation: 'The service behind the gateway did not answer in time.', remedy: 'Try again.' },
};

/** What a failed answer of the gateway means; undefined for a success. */
export function explainGatewayAnswer(answer: GatewayAnswer): GatewayExplanation | undefined {
  const { status } = answer;
  if (status >= 200 && status < 300) return undefined;
  const product = productOfPath(answer.path);
  const named = product === undefined ? {} : { product: product.name };
  if (status === 401) return { ...explain401(answer, product), ...named };
  if (status === 403) return { ...explain403(answer, product), ...named };
  if (status === 429) return { ...explain429(answer, product), ...named };
  if (status === 0 || (status >= 300 && status < 400)) {
    return {
      explanation: 'The server answered with a redirect, which is not followed with an access token.',
      remedy: 'Check the API host of the cloud, and for a proxy with a sign-in page in between.',
      basis: 'guess',
      ...named,
    };
  }
  const other = others[status];
  if (other !== undefined) return { ...other, basis: 'standard', ...named };
  return status >= 500
    ? {
        explanation: 'The service failed.',
        remedy: "Try again; look at Zscaler's status page if it lasts.",
        basis: 'standard',
        ...named,
      }
    : {
        explanation: `The service refused the request with HTTP ${status}.`,
        remedy: 'Read the message in the answer.',
        basis: 'standard',
        ...named,
      };
}

function explain401(answer: GatewayAnswer, product: Product | undefined): GatewayExplanation {
  const claims = claimsOf(answer.accessToken);
  const nowSeconds = answer.nowMs / 1000;
  if (claims === undefined) {
    return {
      explanation: 'The access token was refused. It is no JWT, as every OneAPI token is.',
      remedy: 'Get a token from the token endpoint; a client secret or an API key is no access token.',
      basis: 'documented',
    };
  }
  if (typeof claims.exp === 'number' && claims.exp <= nowSeconds) {
    return {
      explanation: `The access token expired ${ago(nowSeconds - claims.exp)}.`,
      remedy: 'Get a new token. There are no refresh tokens.',
      basis: 'documented',
    };
  }
  if (claims.sub !== undefined && claims.sub === claims.iss) {
    return {
      explanation: 'This is a client assertion, not an access token.',
      remedy: 'Send the assertion to the token endpoint, and the token from its answer here.',
      basis: 'standard',
    };
  }
  const missing = missingProduct(claims, product);
  if (missing !== undefined) {
    return {
      explanation: `The token holds no role for ${missing}. Some products answer 401 for that, not 403.`,
      remedy: `Select a role of ${missing} at the API client, then get a new token.`,
      basis: 'guess',
      missingRole: missing,
    };
  }
  return {
    explanation: 'The access token was refused: it was revoked, or is of another tenant or cloud.',
    remedy:
      'Get a new token. Deleting or disabling the API client revokes its tokens. Check that token and API host are of the same cloud.',
    basis: 'documented',
  };
}

function explain403(answer: GatewayAnswer, product: Product | undefined): GatewayExplanation {
  if (answer.headers.get('x-zscaler-mode') === 'read-only' || /"STATE_READONLY"/.test(answer.body.slice(0, 4096))) {
    return {
      explanation: 'ZIA is under maintenance and takes no changes.',
      remedy: 'Reading works. Try the change again later.',
      basis: 'documented',
    };
  }
  const missing = missingProduct(claimsOf(answer.accessToken), product);
  if (missing !== undefined) {
    return {
      explanation: `The token holds no role for ${missing}.`,
      remedy: `Select a role of ${missing} at the API client, then get a new token: a role counts for tokens issued afterwards.`,
      basis: 'documented',
      missingRole: missing,
    };
  }
  if (isFull(answer.body)) {
    return {
      explanation: 'The service takes no more entries of this kind.',
      remedy: 'Delete what is not needed. The mock is emptied by a reset.',
      basis: 'guess',
    };
  }
  if (isGatewaysOwn(answer.body)) {
    return {
      explanation: refusedByGateway(product?.name),
      remedy: 'Look at the API client access policy: its rule may leave out this service or this time.',
      basis: 'guess',
    };
  }
  const writes = answer.method !== 'GET' && answer.method !== 'HEAD';
  return {
    explanation: product === undefined ? roleRefused(writes) : roleForRefused(product.name, writes),
    remedy: 'Select another role at the API client, then get a new token: a role counts for tokens issued afterwards.',
    basis: 'documented',
  };
}

/** Services say it in their own forms, which all name a limit that was exceeded. */
function isFull(body: string): boolean {
  return /"limit[._]exceeded"/i.test(body.slice(0, 4096));
}

/** The four fields of the gateway's own refusals; what a service says has other ones. */
function isGatewaysOwn(body: string): boolean {
  if (body.length > 4096) return false;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && Object.keys(value).join() === 'detail,type,title,status';
  } catch {
    return false;
  }
}

function refusedByGateway(product: string | undefined): string {
  return product === undefined
    ? 'The gateway itself refused the call, although the token holds a role: the access policy of the API client may block it.'
    : `The gateway itself refused the call, although the token holds a role for ${product}: the access policy of the API client may block it.`;
}

function roleRefused(writes: boolean): string {
  return writes
    ? 'The role of the API client does not allow this; a read-only role allows no changes.'
    : 'The role of the API client does not allow this.';
}

function roleForRefused(product: string, writes: boolean): string {
  return writes
    ? `The API client's role for ${product} does not allow this; a read-only role allows no changes.`
    : `The API client's role for ${product} does not allow this.`;
}

function explain429(answer: GatewayAnswer, product: Product | undefined): GatewayExplanation {
  const wait = retryAfterMs({ headers: answer.headers, body: answer.body }, answer.nowMs);
  const limits = product === undefined ? undefined : rateLimits[product.name];
  return {
    explanation: `Too many requests.${limits === undefined ? '' : ` ${limits}`}`,
    remedy:
      wait === undefined
        ? 'Wait a little, then try again; with Terraform, lower -parallelism.'
        : `Wait ${Math.ceil(wait / 1000)} s, then try again; with Terraform, lower -parallelism.`,
    basis: 'documented',
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
}

/** The product's name where the token's `service-info` lists others but not this one. */
function missingProduct(claims: Record<string, unknown> | undefined, product: Product | undefined): string | undefined {
  const services = claims?.['service-info'];
  if (!Array.isArray(services) || product === undefined) return undefined;
  const has = services.some((service: unknown) => (service as { prd?: unknown } | null)?.prd === product.name);
  return has ? undefined : product.name;
}

/** The claims of a JWT, unverified: they only help to explain a refusal that has happened. */
function claimsOf(token: string): Record<string, unknown> | undefined {
  const parts = token.split('.');
  if (parts.length !== 3 || token.length > 65_536) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1]!, 'base64url').toString());
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function ago(seconds: number): string {
  if (seconds < 120) return `${Math.max(1, Math.floor(seconds))} s ago`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} minutes ago`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} hours ago` : `${Math.floor(seconds / 86_400)} days ago`;
}
