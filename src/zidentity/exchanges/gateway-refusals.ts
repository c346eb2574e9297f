interface GatewayRefusalText {
  sentence: (product: string) => string;
  hint: (product: string) => string;
}

/**
 * Why the gateway refuses a token that this mock issued. The wire does not say: it is told in the exchange of the
 * token alone.
 */
export const GATEWAY_REFUSALS = {
  'token-revoked': {
    sentence: () => 'The access token was revoked.',
    hint: () => 'Get a new access token.',
  },
  'token-expired': {
    sentence: () => 'The access token has expired.',
    hint: () => 'Get a new access token each time before the old one ends: there are no refresh tokens.',
  },
  'client-gone': {
    sentence: () => 'The API client of the token was deleted.',
    hint: () => 'Deleting an API client revokes its tokens. Add an API client, and get an access token with it.',
  },
  'client-disabled': {
    sentence: () => 'The API client of the token is disabled.',
    hint: () => 'Enable the API client, then get a new access token: disabling it revoked those that were out.',
  },
  'role-missing': {
    sentence: (product) => `The access token has no role for ${product}.`,
    hint: (product) =>
      `Select a role for ${product} at the API client, then get a new access token: a role counts for tokens issued afterwards.`,
  },
  'role-read-only': {
    sentence: (product) => `The role for ${product} only reads.`,
    hint: (product) =>
      `Select a role for ${product} that writes at the API client, then get a new access token: a role counts for tokens issued afterwards.`,
  },
  'token-outdated': {
    sentence: (product) => `The access token is older than the role for ${product} that the API client has now.`,
    hint: () => 'Get a new access token: a role counts for tokens issued afterwards.',
  },
  'policy-blocked': {
    sentence: (product) => `The access policy of the API client blocks ${product}.`,
    hint: () => 'Change the rule in the access policy of API clients, or its time window.',
  },
  'rate-limited': {
    sentence: (product) => `There were more calls than ${product} allows.`,
    hint: () => 'Wait as long as the answer says, then call again; with Terraform, lower -parallelism.',
  },
  'injected-fault': {
    sentence: () => 'An injected fault took the call.',
    hint: () => 'DELETE /_mock/v1/faults removes it.',
  },
} as const satisfies Record<string, GatewayRefusalText>;

export type GatewayReason = keyof typeof GATEWAY_REFUSALS;
