import * as v from 'valibot';
import { WorkbenchError } from '../../errors.js';
import { HttpError } from '../http/http-error.js';
import type { ApiClient, ClientAuthentication, Tenant } from '../model.js';
import { jsonPath, type PathKey } from '../tenant/config-fault.js';
import { readCredentialPem } from '../tenant/credential-pem.js';
import { jwksUrlProblem } from '../tenant/jwks-url.js';
import { limits } from '../tenant/limits.js';
import { findScope } from '../tenant/services.js';

const lifeTime = `must be a whole number of seconds from ${limits.minLifeTime} to ${limits.maxLifeTime}`;
const list = (what: string, max: number) =>
  v.pipe(v.array(v.unknown(), `must be a list of ${what}`), v.maxLength(max, `must have ${max} ${what} at most`));

/** Members that the admin API sends but does not take (`id`, names of scopes) are let pass and ignored. */
const form = v.object(
  {
    name: v.pipe(
      v.string('must be text'),
      v.trim(),
      v.minLength(1, 'must not be empty'),
      v.maxLength(limits.nameLength, `must have ${limits.nameLength} characters at most`),
    ),
    description: v.nullish(
      v.pipe(
        v.string('must be text'),
        v.maxLength(limits.descriptionLength, `must have ${limits.descriptionLength} characters at most`),
      ),
    ),
    status: v.nullish(v.boolean('must be true or false')),
    accessTokenLifeTime: v.pipe(
      v.number(lifeTime),
      v.integer(lifeTime),
      v.minValue(limits.minLifeTime, lifeTime),
      v.maxValue(limits.maxLifeTime, lifeTime),
    ),
    clientAuthentication: v.looseObject(
      {
        authType: v.picklist(['SECRET', 'PUBKEYCERT', 'JWKS'], 'must be SECRET, PUBKEYCERT or JWKS'),
        publicKeys: v.nullish(list('public keys', limits.keys)),
        clientCertificates: v.nullish(list('certificates', limits.keys)),
      },
      'must be an object with authType',
    ),
    clientResources: v.nullish(
      v.pipe(
        v.array(
          v.object(
            {
              id: v.string('must be the id of a resource server'),
              selectedScopes: v.pipe(
                v.array(v.object({ id: v.string('must be a scope id') }, 'must be an object with the id of a scope')),
                v.maxLength(256, 'must have 256 scopes at most'),
              ),
            },
            'must be an object with id and selectedScopes',
          ),
          'must be a list of resources',
        ),
        v.maxLength(64, 'must have 64 resources at most'),
      ),
    ),
  },
  'must be an object',
);

type Body = v.InferOutput<typeof form>;
type AuthenticationBody = Body['clientAuthentication'];

/** What a POST or PUT of an API client says, checked. A member that was left out is undefined. */
export interface ApiClientChange {
  name: string;
  description: string | undefined;
  enabled: boolean | undefined;
  accessTokenLifeTime: number;
  authentication: ClientAuthentication;
  scopeIds: string[] | undefined;
}

/**
 * Reads the body of a POST or PUT, within the documented limits.
 *
 * @param before the client that a PUT changes; keys that the body leaves out are taken from it
 * @throws HttpError 400 with the path of the fault; it repeats no key
 */
export function readApiClient(
  body: unknown,
  tenant: Readonly<Tenant>,
  before: Readonly<ApiClient> | undefined,
): ApiClientChange {
  const result = v.safeParse(form, body, { abortEarly: true });
  if (!result.success) {
    const issue = result.issues[0];
    const path = (issue.path ?? []).map((item) => item.key as PathKey);
    if (issue.type === 'object' && issue.input === undefined && path.length > 0) throw refusal(path, 'is required');
    throw refusal(path, issue.type === 'array' && issue.path === undefined ? 'must be a list' : issue.message);
  }
  const client = result.output;
  return {
    name: client.name,
    description: client.description ?? undefined,
    enabled: client.status ?? undefined,
    accessTokenLifeTime: client.accessTokenLifeTime,
    authentication: readAuthentication(client.clientAuthentication, before?.authentication),
    scopeIds: client.clientResources == null ? undefined : readScopes(client.clientResources, tenant),
  };
}

function refusal(path: PathKey[], message: string): HttpError {
  const sentence = message.endsWith('.') ? message : `${message}.`;
  return new HttpError(400, `${jsonPath(path).replace(/^\$\.?/, '') || 'The body'} ${sentence}`);
}

function readAuthentication(body: AuthenticationBody, before: ClientAuthentication | undefined): ClientAuthentication {
  const at: PathKey[] = ['clientAuthentication'];
  switch (body.authType) {
    case 'SECRET':
      return { type: 'SECRET' };
    case 'JWKS':
      return { type: 'JWKS', url: readJwksUrl(body, before, at) };
    case 'PUBKEYCERT': {
      const kept = before?.type === 'PUBKEYCERT' ? before : undefined;
      const publicKeys =
        body.publicKeys?.map((entry, index) => readPublicKey(entry, index, [...at, 'publicKeys', index])) ??
        kept?.publicKeys ??
        [];
      const certificates =
        body.clientCertificates?.map((entry, index) => ({
          certContent: readPem(entry, 'certContent', 'certificate', [...at, 'clientCertificates', index]),
        })) ??
        kept?.certificates ??
        [];
      const total = publicKeys.length + certificates.length;
      if (total === 0) throw refusal(at, 'needs at least one of publicKeys or clientCertificates for PUBKEYCERT');
      if (total > limits.keys) throw refusal(at, `must have ${limits.keys} keys and certificates at most`);
      return { type: 'PUBKEYCERT', publicKeys, certificates };
    }
  }
}

/** Documented as `clientJWKsUrl`; the official Python SDK sends `clientJwKsUrl`. */
function readJwksUrl(body: AuthenticationBody, before: ClientAuthentication | undefined, at: PathKey[]): string {
  const sent = Object.entries(body).find(([key]) => key.toLowerCase() === 'clientjwksurl');
  const url = sent?.[1] ?? (before?.type === 'JWKS' ? before.url : undefined);
  const path = [...at, 'clientJWKsUrl'];
  if (url === undefined || url === null) throw refusal(path, 'is required for JWKS');
  if (typeof url !== 'string') throw refusal(path, 'must be text');
  const problem = jwksUrlProblem(url);
  if (problem !== undefined) throw refusal(path, problem);
  return url;
}

function readPublicKey(entry: unknown, index: number, at: PathKey[]) {
  const keyName = (entry as { keyName?: unknown } | null)?.keyName ?? `key-${index + 1}`;
  if (typeof keyName !== 'string' || keyName === '' || keyName.length > limits.nameLength) {
    throw refusal([...at, 'keyName'], `must be text of ${limits.nameLength} characters at most`);
  }
  return { keyName, keyValue: readPem(entry, 'keyValue', 'public-key', at) };
}

function readPem(entry: unknown, member: string, wanted: 'public-key' | 'certificate', at: PathKey[]): string {
  const path = [...at, member];
  const text = (entry as Record<string, unknown> | null)?.[member];
  if (typeof text !== 'string') throw refusal(path, 'must be PEM text');
  try {
    const { kind, pem } = readCredentialPem(text);
    if (kind === wanted) return pem;
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    throw refusal(path, `is refused: ${error.message} ${error.hint ?? ''}`.trimEnd());
  }
  throw refusal(
    path,
    wanted === 'certificate'
      ? 'holds a public key: send it as publicKeys'
      : 'holds a certificate: send it as clientCertificates',
  );
}

function readScopes(resources: NonNullable<Body['clientResources']>, tenant: Readonly<Tenant>): string[] {
  const taken = new Map<string, string>();
  for (const [index, resource] of resources.entries()) {
    const at: PathKey[] = ['clientResources', index];
    if (resource.id !== tenant.resourceServer.id) throw refusal([...at, 'id'], 'is the id of no resource server');
    for (const [scopeIndex, { id }] of resource.selectedScopes.entries()) {
      const path = [...at, 'selectedScopes', scopeIndex, 'id'];
      const scope = findScope(tenant.services, id);
      if (scope === undefined) throw refusal(path, 'is the id of no scope of this resource server');
      const other = taken.get(scope.service.name);
      if (other !== undefined && other !== id) {
        throw refusal(path, `is a second role for ${scope.service.name}: select one role for each service`);
      }
      taken.set(scope.service.name, id);
    }
  }
  return [...taken.values()];
}
