/** What a tree row stands for, for the commands in its menu. */
export type Target =
  | {
      readonly kind: 'client';
      readonly clientId: string;
      /** Where the row is one field of the API client's form. */
      readonly field?: ClientField;
    }
  | { readonly kind: 'secret'; readonly clientId: string; readonly secretId: string }
  | { readonly kind: 'publicKey'; readonly clientId: string; readonly pem: string }
  | { readonly kind: 'token'; readonly jti: string; readonly clientId: string }
  | { readonly kind: 'scope'; readonly scopeId: string };

/** The fields of the portal's form that a row of the tree can stand for. */
export type ClientField = 'lifetime' | 'authentication' | 'jwksUrl';

const brand = Symbol('oneapi.target');

/** Marks a tree element, so that it is told from an argument object. */
export interface Targeted {
  readonly [brand]: Target | undefined;
}

export function targeted<T extends object>(element: T, target: Target | undefined): T & Targeted {
  return Object.assign(element, { [brand]: target });
}

export function isTargeted(value: unknown): value is Targeted {
  return typeof value === 'object' && value !== null && brand in value;
}

export function targetOf(element: Targeted): Target | undefined {
  return element[brand];
}

/** The API client that the first target stands for or belongs to. */
export function clientIdOf(targets: readonly Target[]): string | undefined {
  const first = targets.find((target) => 'clientId' in target);
  return first !== undefined && 'clientId' in first ? first.clientId : undefined;
}

/** Stands for a row where a message's button calls a command as the row's menu would. */
export function rowOf(target: Target): Targeted {
  return targeted({}, target);
}
