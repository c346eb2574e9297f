/** The documented limits of API clients and their secrets; one place for admin API and config files. */
export const limits = {
  clients: 256,
  nameLength: 128,
  descriptionLength: 256,
  /** Seconds. */
  minLifeTime: 60,
  /** Seconds. */
  maxLifeTime: 86_400,
  secrets: 2,
  /** Seconds; a secret's validity. */
  minSecretValidity: 30 * 86_400,
  /** Seconds; a secret's validity. */
  maxSecretValidity: 365 * 86_400,
  /** Public keys or certificates a client. The documentation says several; the number is a guess. */
  keys: 16,
  jwksUrlLength: 2048,
} as const;
