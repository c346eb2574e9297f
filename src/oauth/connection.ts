import { isProduction } from '../clouds.js';
import type { Environment, MockEndpoints } from './environment.js';

/** An API client's credential as a snippet names it. Without a value the snippet says where to get it. */
export type SnippetCredential =
  | { kind: 'secret'; value?: string | undefined }
  | {
      kind: 'privateKey';
      /** Path of the PEM file, `key.pem` where undefined. */
      file?: string | undefined;
      /** What the key signs; `RS256` where undefined. The official SDKs sign RS256 alone. */
      alg?: 'RS256' | 'ES256' | undefined;
    };

/** Who connects to what. */
export interface Connection {
  environment: Environment;
  /** Of the mock: an unmodified SDK reaches it by its proxy, with its CA. */
  endpoints?: Pick<MockEndpoints, 'proxy' | 'caFile'> | undefined;
  client: {
    id: string;
    credential: SnippetCredential;
    /** ZPA's customer id, which many take for a credential. */
    customerId?: string | undefined;
  };
  /** A path of the gateway for the first call, `/zia/api/v1/status` where undefined. */
  path?: string | undefined;
}

/** Stands where an environment of explicit URLs has no vanity domain to tell. */
export const vanityPlaceholder = 'YOUR_VANITY_DOMAIN';

export function vanityOf({ environment }: Connection): string {
  return environment.vanity ?? vanityPlaceholder;
}

/** The cloud as the SDKs want it, undefined for production. */
export function cloudOf({ environment }: Connection): string | undefined {
  return isProduction(environment.cloud) ? undefined : environment.cloud;
}

export function firstPath(connection: Connection): string {
  return connection.path ?? '/zia/api/v1/status';
}

export function keyFileOf(credential: Extract<SnippetCredential, { kind: 'privateKey' }>): string {
  return credential.file ?? 'key.pem';
}

/** Whether the official SDKs, and what is built on them, can use this credential. */
export function sdkCanUse(credential: SnippetCredential): boolean {
  return credential.kind === 'secret' || credential.alg !== 'ES256';
}

export const es256Note =
  'The official SDKs sign RS256 alone and cannot use an EC key (ES256), although ZIdentity takes it. Register an RSA key for them.';
