import { evaluateAccessPolicy, type PolicyDecision } from '../authenticate/access-policy.js';
import { checkAudience } from '../authenticate/audience.js';
import { type Authentication, authenticateClient } from '../authenticate/authenticate-client.js';
import type { Form } from '../authenticate/form.js';
import { passedStep, quoted, STEPS, type StepLog } from '../authenticate/step-log.js';
import type { MockContext } from '../context.js';
import { replacesAnswer, replyWithFault } from '../control/fault-reply.js';
import type { Fault } from '../control/faults.js';
import type { Reply } from '../http/reply.js';
import type { MockRequest } from '../http/request.js';
import { clientRequestOf, refusalReply } from '../metadata/client-request.js';
import type { ApiClient } from '../model.js';
import { newJti, signAccessToken } from './access-token.js';
import { recordExchange, recordFault } from './exchange-record.js';
import { tokenProfile } from './grants.js';
import { tokenEndpointHeaders } from './token-headers.js';

/** `POST /oauth2/v1/token`. */
export async function tokenEndpoint(request: MockRequest, context: MockContext): Promise<Reply> {
  const headers = tokenEndpointHeaders(request);
  const fault = context.faults.take('token');
  if (fault === undefined) return answer(request, context, headers);
  return withFault(fault, request, context, headers);
}

async function withFault(
  fault: Fault,
  request: MockRequest,
  context: MockContext,
  headers: Record<string, string>,
): Promise<Reply> {
  const reply = await replyWithFault(fault, () => answer(request, context, headers));
  if (!replacesAnswer(fault)) return reply;
  const { body } = await clientRequestOf(request);
  const exchangeId = recordFault(fault, body, context);
  return { ...reply, headers: { ...reply.headers, 'x-mock-exchange-id': exchangeId } };
}

interface Issued {
  token: string;
  jti: string;
  expiresIn: number;
}

async function answer(request: MockRequest, context: MockContext, headers: Record<string, string>): Promise<Reply> {
  let issued: Issued | undefined;
  const result = await authenticateClient(await clientRequestOf(request), context, {
    before: { steps: STEPS.grant, check: checkGrantType },
    after: {
      steps: STEPS.token,
      async check(client, form, log) {
        const policy = checkPolicy(client, context, log);
        checkAudience(form, context, log);
        issued = await issue(client, policy, context, log);
      },
    },
  });
  return reply(result, issued, request, context, {
    ...headers,
    'x-mock-exchange-id': recordExchange(result, issued?.jti, context),
  });
}

function reply(
  { refusal }: Authentication,
  issued: Issued | undefined,
  request: MockRequest,
  context: MockContext,
  headers: Record<string, string>,
): Reply {
  if (refusal?.error === 'invalid_client' && context.settings.values.refusedClientStatus === 401) {
    return { status: 401, headers, body: '{"error":"invalid_client"}' };
  }
  if (refusal !== undefined || issued === undefined) return refusalReply(refusal!, request, headers);
  // Compact, and in this order of keys, as seen: SDKs do not mind, comparisons of bytes do.
  const body = `{"access_token":"${issued.token}","token_type":"Bearer","expires_in":${issued.expiresIn}}`;
  return { status: 200, headers, body };
}

const grantTypeRead = passedStep('grant-type', 'client_credentials.');

function checkGrantType(form: Form, log: StepLog): void {
  const grantType = form.get('grant_type');
  if (grantType === undefined) log.refuse('grant-type', 'grant-type-missing');
  if (grantType !== 'client_credentials') {
    log.refuse('grant-type', 'grant-type-unsupported', `It is ${quoted(grantType)}.`);
  }
  log.add(grantTypeRead);
}

const noRule = passedStep('access-policy', evaluateAccessPolicy(undefined, 0).detail);

function checkPolicy(client: Readonly<ApiClient>, context: MockContext, log: StepLog): PolicyDecision {
  const policy = evaluateAccessPolicy(client.accessPolicy, context.now());
  if (client.accessPolicy === undefined) {
    log.add(noRule);
    return policy;
  }
  const services = context.store.tenant.services.filter((service) =>
    service.roles.some((role) => client.scopeIds.includes(role.id)),
  );
  const allowed = services.filter((service) => policy.allows(service.name));
  // A rule that leaves nothing of what the client has; a client without any resource is blocked by a rule for all.
  if (policy.limited && allowed.length === 0 && !policy.allows(''))
    log.refuse('access-policy', 'policy-blocked', policy.detail);
  log.passed(
    'access-policy',
    policy.detail,
    allowed.length === services.length ? undefined : 'The token leaves out the resources that the rule takes away.',
  );
  return policy;
}

async function issue(
  client: Readonly<ApiClient>,
  policy: PolicyDecision,
  context: MockContext,
  log: StepLog,
): Promise<Issued> {
  const key = context.keys.ready ?? (await context.keys.current());
  // While a JWKS was fetched the client may have been disabled or deleted. From here on to the entry in the store
  // nothing else runs, so that a later change finds the token and revokes it.
  if (context.store.client(client.id)?.enabled !== true) log.refuse('token', 'client-disabled', 'It was just now.');
  const profile = tokenProfile(client, context.store.tenant, key.kid, policy);
  const issuedAt = Math.floor(context.now() / 1000);
  const expiresAt = issuedAt + client.accessTokenLifeTime;
  const jti = newJti(context.randomBytes);
  context.tokens.add({ jti, issuedAt, expiresAt, profile });
  const token = await signAccessToken(profile, jti, issuedAt, expiresAt, key);
  const roles = profile.scopes.map(({ service, role }) => `${service} ${role}`);
  log.passed(
    'token',
    `Valid for ${client.accessTokenLifeTime} seconds, jti ${jti}, with ${roles.length === 0 ? 'no role' : roles.join(', ')}.`,
    roles.length === 0 ? 'The client has no resource selected: the gateway will refuse its calls.' : undefined,
  );
  // As seen of the real service: one second less than the lifetime.
  return { token, jti, expiresIn: client.accessTokenLifeTime - 1 };
}
