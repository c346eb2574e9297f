import { WorkbenchError } from '../../errors.js';
import type { DecodedJwt } from '../../jwt/decode.js';
import type { MockControl } from '../../oauth/mock-client.js';
import type { AccessToken, ExchangeStep } from '../../oauth/token-request.js';
import type { Credentials, Environments, HeldToken, RecordedRequest, Tokens } from '../services.js';
import { Emitter } from './emitter.js';

export interface TokensOptions {
  environments: Environments;
  credentials: Credentials;
  /** The control API of the mock where it runs. */
  mock: () => Promise<MockControl | undefined>;
  record: (request: RecordedRequest) => void;
  fetch: typeof globalThis.fetch;
  now: () => number;
  randomId: () => string;
}

/** A token that ends sooner than this is not handed out again. */
const leewaySeconds = 30;
/** More tokens than anybody looks at; the oldest are forgotten. */
const capacity = 500;

/** Access tokens in memory, and the one place that asks for new ones. */
export function createTokens(options: TokensOptions): Tokens {
  const { environments, credentials, now } = options;
  const changed = new Emitter<void>();
  const held = new Map<string, HeldToken>();
  /** Rises with each forgetting: a token that comes in after its client was forgotten is not kept. */
  let forgettings = 0;

  function keep(token: HeldToken): void {
    held.set(token.jti, token);
    const oldest = held.keys().next();
    if (held.size > capacity && !oldest.done) held.delete(oldest.value);
    changed.fire();
  }

  const tokens: Tokens = {
    onDidChange: changed.event,
    async fresh(clientId, obtainOptions = {}) {
      const last = tokens.last(clientId, obtainOptions.environmentId);
      const good = last !== undefined && !last.revoked && last.expiresAt - now() / 1000 > leewaySeconds;
      return good ? last : tokens.obtain(clientId, obtainOptions);
    },
    async obtain(clientId, { environmentId, signal } = {}) {
      const environment = await environments.ready(environmentId);
      const credential = await credentials.get(environment.id, clientId);
      if (credential === undefined) {
        throw new WorkbenchError(
          'credential-missing',
          `No credential of ${clientId} is stored for ${environment.name}.`,
          {
            hint: 'Import the API client with its secret or private key, or add a new one.',
          },
        );
      }
      const [{ requestToken }, { authWithCredential }, { decodeJwt }] = await Promise.all([
        import('../../oauth/token-request.js'),
        import('../../oauth/client-credential.js'),
        import('../../jwt/decode.js'),
      ]);
      const steps: ExchangeStep[] = [];
      const startedAt = now();
      const askedAfter = forgettings;
      const record = (outcome: 'issued' | 'refused', error?: string) =>
        options.record({
          id: options.randomId(),
          environmentId: environment.id,
          at: new Date(startedAt).toISOString(),
          clientId,
          method: credential.kind === 'secret' ? 'SECRET_POST' : 'PRIVATE_KEY_JWT',
          outcome,
          steps: steps.map(({ name, outcome: stepOutcome, detail, hint }) =>
            hint === undefined ? { name, outcome: stepOutcome, detail } : { name, outcome: stepOutcome, detail, hint },
          ),
          ...(error === undefined ? {} : { error }),
        });
      let answer: AccessToken;
      try {
        answer = await requestToken(
          {
            tokenEndpoint: environment.tokenEndpoint,
            clientId,
            auth: authWithCredential(clientId, credential, { environment, now }),
          },
          { signal, now, fetch: options.fetch, onStep: (step) => steps.push(step) },
        );
      } catch (error) {
        record('refused', error instanceof WorkbenchError ? error.code : undefined);
        throw error;
      }
      record('issued');
      const token: HeldToken = {
        accessToken: answer.accessToken,
        jti: jtiOf(answer.accessToken, decodeJwt) ?? options.randomId(),
        clientId,
        environmentId: environment.id,
        issuedAt: Math.floor(now() / 1000),
        expiresAt: answer.expiresAt,
        revoked: false,
        ...(answer.exchangeId === undefined ? {} : { exchangeId: answer.exchangeId }),
      };
      const stillKnown = askedAfter === forgettings || (await credentials.get(environment.id, clientId)) !== undefined;
      if (stillKnown) keep(token);
      return token;
    },
    last(clientId, environmentId = environments.active.id) {
      const seconds = now() / 1000;
      return [...held.values()].findLast(
        (token) => token.clientId === clientId && token.environmentId === environmentId && token.expiresAt > seconds,
      );
    },
    byJti: (jti) => held.get(jti),
    list: (environmentId) => [...held.values()].filter((token) => token.environmentId === environmentId).reverse(),
    async text(jti) {
      const here = held.get(jti);
      if (here !== undefined) return here.accessToken;
      const jwt = (await (await options.mock())?.token(jti))?.jwt;
      if (jwt !== undefined) return jwt;
      throw new WorkbenchError('token-not-at-hand', 'This token is not active any more, so it cannot be shown.', {
        hint: 'Get a new access token of its API client.',
      });
    },
    forget(environmentId, clientId) {
      forgettings++;
      const dropped = [...held.values()].filter(
        (token) => token.environmentId === environmentId && (clientId === undefined || token.clientId === clientId),
      );
      for (const { jti } of dropped) held.delete(jti);
      if (dropped.length > 0) changed.fire();
      return dropped;
    },
    markRevoked(jti) {
      const token = held.get(jti);
      if (token === undefined || token.revoked) return;
      held.set(jti, { ...token, revoked: true });
      changed.fire();
    },
  };
  return tokens;
}

function jtiOf(token: string, decodeJwt: (token: string) => DecodedJwt): string | undefined {
  try {
    const { jti } = decodeJwt(token).payload;
    return typeof jti === 'string' && jti !== '' ? jti : undefined;
  } catch {
    // A tenant may issue tokens that are no JWT; they work just as well.
    return undefined;
  }
}
