/** The policy sets that every customer of ZPA has, one for each policy type; rules belong to one of them. */
const types = [
  'ACCESS_POLICY',
  'TIMEOUT_POLICY',
  'CLIENT_FORWARDING_POLICY',
  'ISOLATION_POLICY',
  'INSPECTION_POLICY',
  'CREDENTIAL_POLICY',
  'CAPABILITIES_POLICY',
  'REDIRECTION_POLICY',
  'SIEM_POLICY',
  'CLIENTLESS_SESSION_PROTECTION_POLICY',
] as const;

/** Older names that the SDKs still send. */
const aliases: Readonly<Record<string, string>> = {
  GLOBAL_POLICY: 'ACCESS_POLICY',
  REAUTH_POLICY: 'TIMEOUT_POLICY',
  BYPASS_POLICY: 'CLIENT_FORWARDING_POLICY',
};

/** The id of the policy set of a type; a text that no set has, where there is no such type. */
export function policySetOf(type: string): string {
  const index = types.indexOf((aliases[type] ?? type) as (typeof types)[number]);
  return index < 0 ? 'none' : String(288_000_000_000_000_200n + BigInt(index));
}

export const policySets = types.map((type, index) => ({
  id: policySetOf(type),
  name: type === 'ACCESS_POLICY' ? 'Global_Policy' : type,
  enabled: true,
  policyType: String(index + 1),
  description: `Rules of the type ${type}`,
  sorted: true,
}));
