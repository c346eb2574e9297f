/** A product behind the OneAPI gateway. */
export interface Product {
  /** Its short name, the `prd` of a token's `service-info`. */
  name: string;
  displayName: string;
  /** The paths it is reached at. */
  prefixes: readonly string[];
}

/** The gateway's path prefixes, from the official SDKs. */
export const products: readonly Product[] = [
  { name: 'ZIA', displayName: 'Zscaler Internet Access', prefixes: ['/zia/api/v1'] },
  {
    name: 'ZPA',
    displayName: 'Zscaler Private Access',
    prefixes: ['/zpa/mgmtconfig/v1', '/zpa/mgmtconfig/v2', '/zpa/userconfig/v1'],
  },
  { name: 'ZCC', displayName: 'Zscaler Client Connector', prefixes: ['/zcc/papi/public/v1'] },
  { name: 'ZDX', displayName: 'Zscaler Digital Experience', prefixes: ['/zdx/v1'] },
  { name: 'CLOUD_CONNECTOR', displayName: 'Zscaler Cloud & Branch Connector', prefixes: ['/ztw/api/v1'] },
  { name: 'ZIAM', displayName: 'ZIdentity administration', prefixes: ['/ziam/admin/api/v1'] },
  { name: 'BI', displayName: 'Business Insights', prefixes: ['/bi/api/v1'] },
  { name: 'ZINSIGHTS', displayName: 'Zscaler Analytics', prefixes: ['/zins/graphql'] },
];

/** The product that a path of the gateway belongs to, by its first segment. */
export function productOfPath(path: string): Product | undefined {
  const first = `/${path.split(/[/?#]/, 2)[1] ?? ''}`;
  return products.find((product) => product.prefixes.some((prefix) => `/${prefix.split('/', 2)[1]}` === first));
}
