import { type KeyObject, X509Certificate } from 'node:crypto';
import { WorkbenchError } from '../../errors.js';
import type { ParsedJwks } from '../../keys/jwks.js';
import { algForKey, type SigningAlgorithm } from '../../keys/key-types.js';
import { readPublicKey } from '../../keys/read.js';
import type { ApiClient } from '../model.js';

/** A public key that may have to verify an assertion. */
export interface ClientKey {
  /** How a person finds it: `keys[0]`, `certificate 1`, or the name of a public key. */
  label: string;
  kid?: string | undefined;
  key: KeyObject;
  alg: SigningAlgorithm;
  /** Epoch milliseconds. */
  validity?: { from: number; to: number };
}

export interface ClientKeys {
  usable: ClientKey[];
  /** Keys that are not looked at, and why. */
  skipped: { label: string; reason: string; code?: string }[];
}

/** A client object is replaced with every change, so what was read of it stays true. */
const readKeys = new WeakMap<Readonly<ApiClient>, ClientKeys>();

/** The keys and certificates that were uploaded for a client. */
export function uploadedKeys(client: Readonly<ApiClient>): ClientKeys {
  const known = readKeys.get(client);
  if (known !== undefined) return known;
  const keys: ClientKeys = { usable: [], skipped: [] };
  if (client.authentication.type === 'PUBKEYCERT') {
    for (const { keyName, keyValue } of client.authentication.publicKeys) addPem(keys, keyName, keyValue);
    for (const [index, { certContent }] of client.authentication.certificates.entries()) {
      addPem(keys, `certificate ${index + 1}`, certContent);
    }
  }
  readKeys.set(client, keys);
  return keys;
}

function addPem(keys: ClientKeys, label: string, pem: string): void {
  try {
    const key = readPublicKey(pem);
    const entry: ClientKey = { label, key, alg: algForKey(key) };
    if (pem.includes('BEGIN CERTIFICATE')) {
      const certificate = new X509Certificate(pem);
      entry.validity = { from: Date.parse(certificate.validFrom), to: Date.parse(certificate.validTo) };
    }
    keys.usable.push(entry);
  } catch (error) {
    if (error instanceof WorkbenchError) keys.skipped.push({ label, reason: error.message, code: error.code });
    else keys.skipped.push({ label, reason: 'it cannot be read' });
  }
}

export function publishedKeys(jwks: ParsedJwks): ClientKeys {
  return {
    usable: jwks.keys.map(({ index, kid, key, alg }) => ({ label: `keys[${index}]`, kid, key, alg })),
    skipped: jwks.skipped.map(({ index, reason }) => ({ label: `keys[${index}]`, reason })),
  };
}

/** At most this many skipped keys are named. */
const namedSkipped = 5;

export function describeSkipped({ skipped }: ClientKeys): string {
  const named = skipped.slice(0, namedSkipped).map(({ label, reason }) => `${label}: ${reason.replace(/\.$/, '')}.`);
  if (skipped.length > namedSkipped) named.push(`And ${skipped.length - namedSkipped} more.`);
  return named.join(' ');
}
