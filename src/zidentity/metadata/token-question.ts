import { authenticateClient } from '../authenticate/authenticate-client.js';
import type { Form } from '../authenticate/form.js';
import { readForm } from '../authenticate/form.js';
import { type RefusalReason, refusalOf } from '../authenticate/refusals.js';
import { Refused, StepLog } from '../authenticate/step-log.js';
import type { MockContext } from '../context.js';
import type { Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import { clientRequestOf, refusalReply } from './client-request.js';

/** Who asks about a token, or revokes it, and which token it is about. */
export type TokenQuestion =
  | {
      ok: true;
      token: string /** Whether the asker may know of the tokens of this client. */;
      mayKnow: (clientId: string) => boolean;
    }
  | { ok: false; reply: Reply };

export const noStore = { 'cache-control': 'no-store', pragma: 'no-cache' };

/** Reasons that at a token's own endpoints mean that nobody has authenticated (RFC 7662 §2.1, RFC 7009 §2.1). */
const unauthenticated: readonly RefusalReason[] = ['credentials-missing', 'authorization-scheme', 'secret-empty'];

/** Authenticates the asker: an API client by any of the three ways, or the admin token as bearer. */
export async function readTokenQuestion(request: MockRequest, context: MockContext): Promise<TokenQuestion> {
  const clientRequest = await clientRequestOf(request);
  const { form, mayKnow, refusal } = context.adminToken.matches(request.headers.authorization)
    ? { ...formOf(clientRequest), mayKnow: () => true }
    : await clientOf(clientRequest, context);
  if (refusal !== undefined) {
    const anonymous = unauthenticated.includes(refusal.reason);
    const told = anonymous ? refusalOf('client-unknown') : refusal;
    const reply = refusalReply(told, request, { ...noStore, 'content-type': 'application/json' });
    if (told.error !== 'invalid_client' || reply.status === 401) return { ok: false, reply };
    // RFC 9110 §15.5.2: 401 names a way to authenticate.
    return {
      ok: false,
      reply: { ...reply, status: 401, headers: { ...reply.headers, 'www-authenticate': 'Basic realm="ZIdentity"' } },
    };
  }
  const token = form?.get('token');
  if (token === undefined) {
    const body = '{"error":"invalid_request","error_description":"The parameter token is missing."}';
    return { ok: false, reply: { status: 400, headers: { ...noStore, 'content-type': 'application/json' }, body } };
  }
  return { ok: true, token, mayKnow };
}

type ClientRequest = Awaited<ReturnType<typeof clientRequestOf>>;

interface Asker {
  form?: Form | undefined;
  mayKnow: (clientId: string) => boolean;
  refusal?: ReturnType<typeof refusalOf> | undefined;
}

async function clientOf(clientRequest: ClientRequest, context: MockContext): Promise<Asker> {
  const { form, client, refusal } = await authenticateClient(clientRequest, context);
  return { form, refusal, mayKnow: (clientId) => clientId === client?.id };
}

function formOf({ body, contentType, query }: ClientRequest): Omit<Asker, 'mayKnow'> {
  try {
    return { form: readForm(body, contentType, query, new StepLog()) };
  } catch (error) {
    if (error instanceof Refused) return { refusal: refusalOf(error.reason) };
    throw error;
  }
}
