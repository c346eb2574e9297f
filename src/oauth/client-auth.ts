import { WorkbenchError } from '../errors.js';
import { formEncode } from './redact.js';

/**
 * How the API client authenticates. An `assertion` given as a function is called for each try, so
 * that one with a `jti` is never sent twice.
 */
export type ClientAuth =
  | { method: 'client_secret_post' | 'client_secret_basic'; secret: string }
  | { method: 'private_key_jwt'; assertion: string | (() => string | Promise<string>) };

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** What authentication adds to a token request. */
export interface ClientAuthFields {
  /** Fields of the form, in the order in which they are sent. */
  fields: Record<string, string>;
  /** Value of the Authorization header. */
  authorization?: string;
  /** All that must not appear in a message. */
  credentials: string[];
}

/** The fields and header of RFC 6749 §2.3.1 (secret) and RFC 7523 §2.2 (assertion). */
export async function clientAuthFields(clientId: string, auth: ClientAuth): Promise<ClientAuthFields> {
  if (auth.method === 'private_key_jwt') {
    const assertion = typeof auth.assertion === 'function' ? await auth.assertion() : auth.assertion;
    return {
      fields: { client_id: clientId, client_assertion_type: jwtBearer, client_assertion: assertion },
      credentials: [assertion],
    };
  }
  if (auth.method === 'client_secret_post') {
    return { fields: { client_id: clientId, client_secret: auth.secret }, credentials: [auth.secret] };
  }
  // RFC 6749 §2.3.1: id and secret are form-encoded before they are joined.
  const pair = Buffer.from(`${formEncode(clientId)}:${formEncode(auth.secret)}`).toString('base64');
  return { fields: {}, authorization: `Basic ${pair}`, credentials: [auth.secret, pair] };
}

/** @throws WorkbenchError `token-request-invalid` where the client id or its credential is empty */
export function checkClientAuth(clientId: string, auth: ClientAuth): void {
  const missing =
    clientId === ''
      ? 'client id'
      : auth.method === 'private_key_jwt'
        ? auth.assertion === '' && 'client assertion'
        : auth.secret === '' && 'client secret';
  if (missing === false) return;
  throw new WorkbenchError('token-request-invalid', `The ${missing} is empty.`, {
    hint: `Give the API client's ${missing}; an environment variable that is not set is a frequent cause.`,
  });
}
