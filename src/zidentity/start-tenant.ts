import { createSecretVerifier, hashChosenSecret } from './authenticate/secret-hash.js';
import type { MockContext } from './context.js';
import type { Tenant } from './model.js';
import type { StateFiles } from './state/state-files.js';
import type { ConfigSources } from './tenant/config-sources.js';
import { parseTenantConfig } from './tenant/parse-config.js';

export interface StartTenantOptions {
  vanity?: string | undefined;
  cloud?: string | undefined;
  config?: unknown;
  configSources?: ConfigSources | undefined;
  now: () => number;
  randomBytes: (size: number) => Buffer;
}

/** The tenant that a start asks for. */
export interface StartTenant {
  tenant: Tenant;
  /** What was asked for by name. */
  vanity: string | undefined;
  cloud: string | undefined;
  /** All that the config said, what it had read from elsewhere included; undefined where there was none. */
  fingerprint: string | undefined;
}

/** @throws WorkbenchError `config-invalid` */
export async function readStartTenant(options: StartTenantOptions): Promise<StartTenant> {
  const { cloud, config } = options;
  const vanity = options.vanity?.toLowerCase();
  const { sources, seen } = recording(options.configSources ?? {});
  const tenant = await parseTenantConfig(config ?? {}, {
    ...sources,
    now: options.now,
    randomBytes: options.randomBytes,
    hashSecret: (value) => hashChosenSecret(value, options.randomBytes),
    defaults: { vanity, cloud },
  });
  if (vanity !== undefined) tenant.vanity = vanity;
  if (cloud !== undefined) tenant.cloud = cloud;
  return { tenant, vanity, cloud, fingerprint: config === undefined ? undefined : JSON.stringify([config, [...seen]]) };
}

/** Remembers what a config read from the environment and from files: it is part of what the config says. */
function recording(sources: ConfigSources): { sources: ConfigSources; seen: Map<string, string> } {
  const seen = new Map<string, string>();
  const { env, readFile } = sources;
  return {
    seen,
    sources: {
      configDir: sources.configDir,
      env:
        env &&
        new Proxy(env, {
          get(target, name) {
            const value = typeof name === 'string' ? target[name] : undefined;
            if (value !== undefined) seen.set(`env ${String(name)}`, value);
            return value;
          },
        }),
      readFile:
        readFile &&
        (async (path) => {
          const text = await readFile(path);
          seen.set(`file ${path}`, text);
          return text;
        }),
    },
  };
}

const appliedFile = 'config-applied';

/**
 * Brings a tenant that was kept in line with what the start asks for. A config takes the tenant's place where it is
 * another than the one that was applied last; where it is the same, what was changed since by the admin API stays.
 * Only a slow hash of the config is kept, since it may hold secrets.
 */
export async function applyConfig(
  declared: StartTenant,
  at: { context: MockContext; files: StateFiles | undefined; hadTenant: boolean },
): Promise<void> {
  const { context, files, hadTenant } = at;
  const { tenant, fingerprint, vanity, cloud } = declared;
  if (fingerprint !== undefined && files !== undefined) {
    const applied = (await files.read(appliedFile))?.toString('utf8').trim() ?? '';
    const same = await createSecretVerifier(context.randomBytes).verify(fingerprint, applied);
    if (!same || !hadTenant) {
      if (hadTenant) {
        await context.store.change('config', (draft) => Object.assign(draft, tenant));
        context.warn(
          'The config is not the one that the state folder was last started with: it took the place of the tenant.',
        );
      }
      await files.write(appliedFile, `${await hashChosenSecret(fingerprint, context.randomBytes)}\n`);
      return;
    }
  }
  const kept = context.store.tenant;
  if ((vanity ?? kept.vanity) !== kept.vanity || (cloud ?? kept.cloud) !== kept.cloud) {
    await context.store.change('config', (draft) => {
      draft.vanity = vanity ?? draft.vanity;
      draft.cloud = cloud ?? draft.cloud;
    });
  }
}
