import { WorkbenchError } from '../errors.js';

/** How far a request came before it failed. */
export type NetworkPhase = 'name' | 'connection' | 'tls' | 'answer';

export interface NetworkFailure {
  phase: NetworkPhase;
  /** Suffix of the WorkbenchError's code after `network-`. */
  kind: string;
  /** What went wrong; `{0}` stands for the host that was asked. */
  message: string;
  hint: string;
  /** Whether the same request may work a moment later, and no answer was seen. */
  retryable: boolean;
}

const interception =
  'A company proxy that inspects TLS shows its own certificate: export its CA as PEM. VS Code trusts what the operating system trusts, so install it there; for programs name the file in NODE_EXTRA_CA_CERTS (Node), REQUESTS_CA_BUNDLE (Python) or SSL_CERT_FILE (Go).';

const untrusted: NetworkFailure = {
  phase: 'tls',
  kind: 'certificate-untrusted',
  message: 'The certificate of {0} was signed by nobody this computer trusts.',
  hint: `${interception} For the mock's own https address use its CA file.`,
  retryable: false,
};

const nameUnknown: NetworkFailure = {
  phase: 'name',
  kind: 'name-unknown',
  message: 'There is no host {0}.',
  hint: 'Check the vanity domain (the first label of the sign-in address) and the cloud; a ZIA cloud such as zscalerthree is no ZIdentity cloud. Behind a proxy that alone resolves names, set HTTPS_PROXY.',
  retryable: false,
};

const reset: NetworkFailure = {
  phase: 'answer',
  kind: 'reset',
  message: '{0} closed the connection before it answered.',
  hint: 'Try again. If it lasts, a firewall or proxy in between may cut the connection.',
  retryable: true,
};

const refused: NetworkFailure = {
  phase: 'connection',
  kind: 'refused',
  message: 'Nothing listens at {0}.',
  hint: 'If this is the mock, start it or check its port. Otherwise check the address, and HTTPS_PROXY if one is set.',
  retryable: false,
};

const timedOut: NetworkFailure = {
  phase: 'connection',
  kind: 'timed-out',
  message: '{0} could not be reached in time.',
  hint: 'Check the network, the VPN and the proxy (HTTPS_PROXY).',
  retryable: true,
};

const unreachable: NetworkFailure = {
  ...timedOut,
  kind: 'unreachable',
  message: 'There is no way through the network to {0}.',
};

const expired: NetworkFailure = {
  phase: 'tls',
  kind: 'certificate-expired',
  message: 'The certificate of {0} is not valid at this time.',
  hint: "Check this computer's clock; a shifted clock also spoils client assertions.",
  retryable: false,
};

const unusable: NetworkFailure = {
  phase: 'tls',
  kind: 'certificate-invalid',
  message: 'The certificate of {0} was not accepted.',
  hint: interception,
  retryable: false,
};

const wrongName: NetworkFailure = {
  phase: 'tls',
  kind: 'certificate-wrong-name',
  message: 'The certificate shown for {0} is of another host.',
  hint: `Check the vanity domain and cloud. ${interception}`,
  retryable: false,
};

const noTls: NetworkFailure = {
  phase: 'tls',
  kind: 'tls-failed',
  message: '{0} does not speak TLS as expected.',
  hint: 'Check whether the address should begin with http: instead of https:, and the port.',
  retryable: false,
};

const notHttp: NetworkFailure = {
  phase: 'answer',
  kind: 'not-http',
  message: 'What {0} answered is no HTTP.',
  hint: 'Check the port: another program may listen there.',
  retryable: false,
};

const proxy: NetworkFailure = {
  phase: 'connection',
  kind: 'proxy-failed',
  message: 'The proxy on the way to {0} could not be used.',
  hint: 'Check HTTPS_PROXY, and in VS Code the setting http.proxy.',
  retryable: false,
};

/** Codes of Node, its fetch (undici) and Chromium, whose fetch VS Code puts in its place. */
const failures: Readonly<Record<string, NetworkFailure>> = {
  ENOTFOUND: nameUnknown,
  ERR_NAME_NOT_RESOLVED: nameUnknown,
  EAI_AGAIN: {
    ...nameUnknown,
    kind: 'name-service-failed',
    message: 'The name {0} could not be looked up just now.',
    hint: 'Check the network, the VPN and the name server; then try again.',
    retryable: true,
  },
  ECONNREFUSED: refused,
  ERR_CONNECTION_REFUSED: refused,
  ECONNRESET: reset,
  EPIPE: reset,
  UND_ERR_SOCKET: reset,
  ERR_CONNECTION_RESET: reset,
  ERR_CONNECTION_CLOSED: reset,
  ERR_EMPTY_RESPONSE: reset,
  ETIMEDOUT: timedOut,
  UND_ERR_CONNECT_TIMEOUT: timedOut,
  ERR_CONNECTION_TIMED_OUT: timedOut,
  ERR_TIMED_OUT: timedOut,
  UND_ERR_HEADERS_TIMEOUT: { ...timedOut, phase: 'answer', message: '{0} did not answer in time.' },
  UND_ERR_BODY_TIMEOUT: { ...timedOut, phase: 'answer', message: '{0} did not finish its answer in time.' },
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EADDRNOTAVAIL: unreachable,
  ERR_INTERNET_DISCONNECTED: unreachable,
  ERR_ADDRESS_UNREACHABLE: unreachable,
  ERR_NETWORK_CHANGED: { ...reset, message: 'The network changed while {0} was asked.' },
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_UNTRUSTED: untrusted,
  ERR_CERT_AUTHORITY_INVALID: untrusted,
  CERT_HAS_EXPIRED: expired,
  CERT_NOT_YET_VALID: expired,
  ERR_CERT_DATE_INVALID: expired,
  ERROR_IN_CERT_NOT_BEFORE_FIELD: unusable,
  ERROR_IN_CERT_NOT_AFTER_FIELD: unusable,
  CERT_SIGNATURE_FAILURE: unusable,
  CERT_CHAIN_TOO_LONG: unusable,
  CERT_REVOKED: unusable,
  CERT_REJECTED: unusable,
  INVALID_CA: unusable,
  INVALID_PURPOSE: unusable,
  PATH_LENGTH_EXCEEDED: unusable,
  ERR_CERT_REVOKED: unusable,
  ERR_CERT_INVALID: unusable,
  ERR_CERT_WEAK_SIGNATURE_ALGORITHM: unusable,
  ERR_TLS_CERT_ALTNAME_INVALID: wrongName,
  ERR_CERT_COMMON_NAME_INVALID: wrongName,
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  ERR_SSL_PROTOCOL_ERROR: noTls,
  ERR_SSL_VERSION_OR_CIPHER_MISMATCH: noTls,
  HPE_INVALID_CONSTANT: notHttp,
  HPE_INVALID_HEADER_TOKEN: notHttp,
  HPE_INVALID_VERSION: notHttp,
  ERR_INVALID_HTTP_RESPONSE: notHttp,
  UND_ERR_HEADERS_OVERFLOW: notHttp,
  ERR_PROXY_CONNECTION_FAILED: proxy,
  ERR_TUNNEL_CONNECTION_FAILED: proxy,
  UND_ERR_PRX_TLS: proxy,
};

const unknown: NetworkFailure = {
  phase: 'connection',
  kind: 'failed',
  message: 'The request to {0} failed.',
  hint: 'Check the address, the network and the proxy.',
  retryable: false,
};

/** What a network code such as `ECONNREFUSED` or `net::ERR_CERT_AUTHORITY_INVALID` means, if it is known. */
export function networkFailureOf(code: string): NetworkFailure | undefined {
  const name = code.replace(/^net::/, '');
  if (Object.hasOwn(failures, name)) return failures[name];
  return /^ERR_(?:SSL|OSSL)_/.test(name) ? noTls : undefined;
}

/** A request that got no answer, or none to the end. */
export class NetworkError extends WorkbenchError {
  override readonly name: string = 'NetworkError';
  readonly phase: NetworkPhase;
  readonly retryable: boolean;
  /** The code of the system or library, e.g. `ECONNREFUSED`; undefined where it gave none. */
  readonly networkCode: string | undefined;

  constructor(
    failure: NetworkFailure,
    host: string,
    options: { networkCode?: string | undefined; cause?: unknown } = {},
  ) {
    const code = options.networkCode === undefined ? '' : ` (${options.networkCode})`;
    super(`network-${failure.kind}`, `${failure.message.replace('{0}', host)}${code}`, {
      hint: failure.hint,
      cause: options.cause,
    });
    this.phase = failure.phase;
    this.retryable = failure.retryable;
    this.networkCode = options.networkCode;
  }
}

/** What `fetch` threw, in words. `host` is the host (and port) that was asked. */
export function networkError(cause: unknown, host: string): NetworkError {
  const networkCode = networkCodeOf(cause);
  const failure = networkCode === undefined ? unknown : (networkFailureOf(networkCode) ?? unknown);
  return new NetworkError(failure, host, { networkCode, cause });
}

/**
 * The first known code along the causes: `fetch failed` hides the socket's error in `cause`, and
 * where several addresses were tried that is an AggregateError.
 */
function networkCodeOf(error: unknown): string | undefined {
  const queue: unknown[] = [error];
  let other: string | undefined;
  for (let seen = 0; queue.length > 0 && seen < 20; seen++) {
    const next = queue.shift();
    if (typeof next !== 'object' || next === null) continue;
    const { code, message, cause, errors } = next as Record<string, unknown>;
    const named = typeof code === 'string' ? code : /net::ERR_[A-Z_]+/.exec(String(message ?? ''))?.[0];
    if (named !== undefined && /^[\w:]{1,60}$/.test(named)) {
      if (networkFailureOf(named) !== undefined) return named.replace(/^net::/, '');
      other ??= named.replace(/^net::/, '');
    }
    queue.push(cause);
    if (Array.isArray(errors)) queue.push(...errors.slice(0, 8));
  }
  return other;
}
