/** A ZIdentity cloud and its hosts: what client and mock have to agree on. */
export interface KnownCloud {
  /** The name as the SDKs' `cloud` setting wants it. */
  name: string;
  /** What follows `{vanity}` in the authorization server's host. */
  loginDomain: string;
  apiHost: string;
}

/** The ZIdentity clouds that ZIdentity's documentation and the official SDKs name. */
export const knownClouds: readonly KnownCloud[] = [
  { name: 'PRODUCTION', loginDomain: 'zslogin.net', apiHost: 'api.zsapi.net' },
  { name: 'beta', loginDomain: 'zsloginbeta.net', apiHost: 'api.beta.zsapi.net' },
  { name: 'gov', loginDomain: 'zidentitygov.net', apiHost: 'api.zscalergov.net' },
  { name: 'govus', loginDomain: 'zidentitygov.us', apiHost: 'api.zscalergov.us' },
];

/** Whether `cloud` means production: the SDKs take none and `PRODUCTION` in any case alike. */
export function isProduction(cloud: string | undefined): boolean {
  return cloud === undefined || cloud === '' || cloud.toLowerCase() === 'production';
}

/** The table's row for `cloud`, in any case; for another name the hosts that the SDKs would build. */
export function cloudNamed(cloud: string | undefined): KnownCloud {
  const wanted = isProduction(cloud) ? 'production' : (cloud as string).toLowerCase();
  return (
    knownClouds.find((known) => known.name.toLowerCase() === wanted) ?? {
      name: wanted,
      loginDomain: `zslogin${wanted}.net`,
      apiHost: `api.${wanted}.zsapi.net`,
    }
  );
}

export function knownCloudNames(): string {
  return knownClouds.map((cloud) => cloud.name).join(', ');
}
