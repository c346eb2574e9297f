import { basename, resolve } from 'node:path';
import { WorkbenchError } from '../../errors.js';
import type { CertificateEntry, PublicKeyEntry } from '../model.js';
import { configFault, type PathKey } from './config-fault.js';
import type { CheckedAuthentication } from './config-form.js';
import { readCredentialPem } from './credential-pem.js';

/**
 * Where a config may take values from besides itself. A config that came over HTTP gets neither: who
 * may change the tenant need not be allowed to read the files and the environment of the mock.
 */
export interface ConfigSources {
  env?: Readonly<Record<string, string | undefined>> | undefined;
  /** The folder that `{"file": …}` starts from. */
  configDir?: string | undefined;
  readFile?: ((path: string) => string | Promise<string>) | undefined;
}

/** The value of a secret, or of the environment variable that it names. Surrounding line ends are cut off. */
export function readSecretValue(value: string | { env: string }, at: PathKey[], { env }: ConfigSources): string {
  if (typeof value === 'string') return value;
  if (env === undefined) {
    throw configFault(
      [...at, 'env'],
      'environment variables are read for a config file only',
      'Give the value itself.',
    );
  }
  const found = env[value.env]?.trim();
  if (found) return found;
  throw configFault(
    [...at, 'env'],
    `the environment variable ${value.env} is ${found === undefined ? 'not set' : 'empty'}`,
    `Set ${value.env} to the client secret before the mock starts.`,
  );
}

type KeyList = Extract<CheckedAuthentication, { type: 'PUBKEYCERT' }>['keys'];

/** Sorts the keys of a client into public keys and certificates; each is read and checked. */
export async function readKeys(
  keys: KeyList,
  at: PathKey[],
  sources: ConfigSources,
): Promise<{ publicKeys: PublicKeyEntry[]; certificates: CertificateEntry[] }> {
  const publicKeys: PublicKeyEntry[] = [];
  const certificates: CertificateEntry[] = [];
  for (const [index, key] of keys.entries()) {
    const keyAt = [...at, index];
    const text =
      typeof key === 'string' ? key : 'pem' in key ? key.pem : await readKeyFile(key.file, [...keyAt, 'file'], sources);
    try {
      const { kind, pem } = readCredentialPem(text);
      const name = typeof key === 'string' ? undefined : (key.name ?? ('file' in key ? basename(key.file) : undefined));
      if (kind === 'certificate') certificates.push({ certContent: pem });
      else publicKeys.push({ keyName: name ?? `key-${index + 1}`, keyValue: pem });
    } catch (cause) {
      if (!(cause instanceof WorkbenchError)) throw cause;
      throw configFault(keyAt, cause.message, cause.hint, cause);
    }
  }
  return { publicKeys, certificates };
}

async function readKeyFile(file: string, at: PathKey[], { configDir, readFile }: ConfigSources): Promise<string> {
  if (readFile === undefined || configDir === undefined) {
    throw configFault(at, 'files are read for a config file only', 'Give the PEM text itself.');
  }
  const path = resolve(configDir, file);
  try {
    return await readFile(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    throw configFault(
      at,
      `${path} can't be read${code === undefined ? '' : ` (${code})`}`,
      'The path is relative to the folder of the config file.',
      cause,
    );
  }
}
