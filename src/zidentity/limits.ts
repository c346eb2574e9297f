/**
 * Every bound of the authorization server, in one place. Each is large enough that no honest use meets it,
 * and small enough that no request, file or peer can exhaust the process.
 */
export const LIMITS = {
  /** Bytes of a form body at the token, introspection and revocation endpoints. */
  formBytes: 64 * 1024,
  /** Parameters of one form. */
  formParameters: 32,
  /** Characters of a client assertion or of a presented access token. */
  tokenCharacters: 16 * 1024,
  /** Characters of a value that a request brought and an exchange repeats. */
  quotedCharacters: 160,
  /** Exchanges that are remembered; the oldest goes first. */
  exchanges: 2_000,
  /** Kinds of refusals at the gateway that are remembered for one token; the oldest goes first. */
  gatewayRefusals: 8,
  /** Characters of a path segment that are repeated: an id has no more than a UUID, a credential mostly has. */
  pathSegmentCharacters: 36,
  /** Items of one page of a list. */
  pageItems: 1_000,
  /** Issued tokens that are remembered; beyond it the oldest 65,536 go at once. */
  issuedTokens: 2_097_152,
  /** Issued tokens that may wait for a full or failing disk, in bytes of their log entries. */
  unwrittenTokenBytes: 16 * 1024 * 1024,
  /** Access tokens whose signature is remembered as verified. */
  verifiedTokens: 8_192,
  /** Assertions remembered against replay, under the strict policy alone. */
  replayEntries: 100_000,
  /** Results of comparing a chosen secret with its slow hash. */
  verifiedSecrets: 4_096,
  /** Faults that wait at the same time, and how often one may be asked to apply. */
  faults: 1_000,
  faultTimes: 1_000_000,
  /** Milliseconds. */
  faultDelayMs: 600_000,
  /** Characters of a fault's body once it is JSON. */
  faultBodyCharacters: 1024 * 1024,
  faultHeaders: 50,
  /** A fetch of a client's JWKS: milliseconds, bytes, redirects within the origin. */
  jwksFetchMs: 5_000,
  jwksBytes: 1024 * 1024,
  jwksRedirects: 3,
  /** Milliseconds for which a fetched JWKS is used again. */
  jwksCacheMs: 5 * 60_000,
  /** JWKS URLs whose answer is remembered. */
  jwksCacheEntries: 512,
  /** Keys of a set that is published. */
  publishedKeys: 100,
  /** Sets published at the JWKS host, and the bytes of one. */
  publishedJwks: 512,
  publishedJwksBytes: 256 * 1024,
  /** Signing keys that are kept because tokens of theirs may still be valid. */
  signingKeys: 64,
  /** Seconds by which the mock's clock may be shifted: a hundred years. */
  clockOffsetSeconds: 3_155_760_000,
  /** Bytes of a body under `/_mock/v1/`, of which the tenant's configuration is the largest. */
  controlBytes: 8 * 1024 * 1024,
  /** Bytes of a config file, and of a key file that it names. */
  configFileBytes: 8 * 1024 * 1024,
  /** Bytes of a file of the state folder: several times what all tokens and clients within their bounds come to. */
  stateFileBytes: 512 * 1024 * 1024,
  /** Listeners of `/_mock/v1/events` at the same time. */
  eventStreams: 64,
  /** Changes of the tenant that may wait for the disk. */
  waitingChanges: 10_000,
} as const;

/** Seconds by which the clocks of client and server may differ (a guess; the real value is not public). */
export const CLOCK_SKEW_SECONDS = 60;

/** Seconds that an assertion may live under the strict policy. */
export const STRICT_ASSERTION_SECONDS = 600;
