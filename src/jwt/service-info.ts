/** One entry of the `service-info` claim: a role that the client has for a product in one of its tenants. */
export interface ServiceRole {
  readonly product: string;
  readonly role: string;
  readonly tenant: string;
}

const MAX_ENTRIES = 200;

/**
 * The entries of a token's `service-info` claim that have the known shape, `{prd, rnm, tnt}`; others are left out, as
 * a stranger's token may hold anything.
 */
export function serviceRoles(payload: Readonly<Record<string, unknown>>): ServiceRole[] {
  const claim = Object.hasOwn(payload, 'service-info') ? payload['service-info'] : undefined;
  if (!Array.isArray(claim)) return [];
  return claim.slice(0, MAX_ENTRIES).flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { prd, rnm, tnt } = entry as Record<string, unknown>;
    if (typeof prd !== 'string' || typeof rnm !== 'string') return [];
    return [{ product: prd, role: rnm, tenant: typeof tnt === 'string' ? tnt : '' }];
  });
}
