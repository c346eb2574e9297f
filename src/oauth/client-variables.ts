import { type Connection, cloudOf, vanityOf, vanityPlaceholder } from './connection.js';

/** A credential itself, not where to find it. */
export type CredentialValue = { kind: 'secret'; secret: string } | { kind: 'key'; privateKey: string };

/**
 * The environment variables under which the official SDKs, Terraform, curl and Node find an API client and, where it
 * is the mock's, the way to the mock. Their values are secret.
 *
 * A private key goes in as PKCS#8 text, which both SDKs take.
 */
export function clientVariables(connection: Connection, credential: CredentialValue): Record<string, string> {
  const { client, endpoints } = connection;
  const cloud = cloudOf(connection);
  return {
    ZSCALER_CLIENT_ID: client.id,
    ...(credential.kind === 'secret'
      ? { ZSCALER_CLIENT_SECRET: credential.secret }
      : { ZSCALER_PRIVATE_KEY: credential.privateKey }),
    ...(vanityOf(connection) === vanityPlaceholder ? {} : { ZSCALER_VANITY_DOMAIN: vanityOf(connection) }),
    ...(cloud === undefined ? {} : { ZSCALER_CLOUD: cloud }),
    ...(endpoints === undefined ? {} : wayToMock(endpoints)),
  };
}

/** Each ecosystem has its own name for a CA file; the proxy's is written in two ways. */
function wayToMock({ proxy, caFile }: { proxy: string; caFile: string }): Record<string, string> {
  return {
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    REQUESTS_CA_BUNDLE: caFile,
    CURL_CA_BUNDLE: caFile,
    SSL_CERT_FILE: caFile,
    NODE_EXTRA_CA_CERTS: caFile,
    // Node 24 and later heed HTTPS_PROXY with this one alone.
    NODE_USE_ENV_PROXY: '1',
  };
}

/** Of the two credentials and the cloud, those that must not linger from elsewhere beside an API client's own. */
export function variablesToUnset(set: Readonly<Record<string, string>>): string[] {
  return ['ZSCALER_CLIENT_SECRET', 'ZSCALER_PRIVATE_KEY', 'ZSCALER_CLOUD'].filter((name) => !Object.hasOwn(set, name));
}
