import * as v from 'valibot';
import type { Tenant } from '../model.js';
import type { StateFiles } from './state-files.js';
import { readVersioned, type VersionedForm } from './versioned-file.js';

const fileName = 'tenant.json';

const seconds = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.string();

const roleSchema = v.object({ id: text, name: text, scopeName: text, access: v.picklist(['full', 'read']) });

const serviceSchema = v.object({
  id: text,
  name: text,
  displayName: text,
  cloudName: v.exactOptional(text),
  orgName: v.exactOptional(text),
  roles: v.array(roleSchema),
});

const authenticationSchema = v.variant('type', [
  v.object({ type: v.literal('SECRET') }),
  v.object({
    type: v.literal('PUBKEYCERT'),
    publicKeys: v.array(v.object({ keyName: text, keyValue: text })),
    certificates: v.array(v.object({ certContent: text })),
  }),
  v.object({ type: v.literal('JWKS'), url: text }),
]);

const clientSchema = v.object({
  id: text,
  name: text,
  description: text,
  enabled: v.boolean(),
  accessTokenLifeTime: v.pipe(seconds, v.minValue(60), v.maxValue(86_400)),
  authentication: authenticationSchema,
  secrets: v.array(v.object({ id: text, hash: text, createdAt: seconds, expiresAt: seconds })),
  scopeIds: v.array(text),
  accessPolicy: v.exactOptional(
    v.object({
      action: v.picklist(['ALLOW', 'BLOCK']),
      from: v.exactOptional(seconds),
      to: v.exactOptional(seconds),
      services: v.exactOptional(v.array(text)),
    }),
  ),
  createdAt: seconds,
  updatedAt: seconds,
});

/** The tenant without its clients, which are checked one by one so that one damaged client costs no other. */
const frameSchema = v.object({
  vanity: text,
  cloud: text,
  orgName: text,
  resourceServer: v.object({
    id: text,
    name: text,
    displayName: text,
    description: text,
    primaryAud: text,
    defaultApi: v.boolean(),
  }),
  services: v.array(serviceSchema),
  clients: v.array(v.unknown()),
});

const form: VersionedForm<Tenant> = {
  fileName,
  member: 'tenant',
  version: 1,
  migrations: {},
  read(stored) {
    const frame = v.safeParse(frameSchema, stored);
    if (!frame.success) return { problem: v.getDotPath(frame.issues[0]) ?? 'its form' };
    const clients: Tenant['clients'] = [];
    const problems: string[] = [];
    for (const [index, stored] of frame.output.clients.entries()) {
      const client = v.safeParse(clientSchema, stored);
      if (client.success) clients.push(client.output as Tenant['clients'][number]);
      else problems.push(`clients.${index}.${v.getDotPath(client.issues[0]) ?? ''}`);
    }
    const value = { ...frame.output, clients } as Tenant;
    return problems.length === 0 ? { value } : { value, problem: problems.join(', ') };
  },
};

/** The tenant as last saved; undefined where there is none or nothing of it is whole. */
export function readTenant(files: StateFiles, now: () => number, warn: (message: string) => void) {
  return readVersioned(files, form, now, warn);
}

export async function saveTenant(files: StateFiles, tenant: Tenant): Promise<void> {
  await files.write(fileName, JSON.stringify({ version: form.version, tenant }));
}
