import type { KeyObject } from 'node:crypto';
import type { AdminApiClient, AdminClientSecret } from '../admin-client.js';
import type { ClientCredential } from '../client-credential.js';
import type { Environment } from '../environment.js';
import type { Fetch } from '../http.js';
import type { CheckId, Finding } from './report.js';

/** A stored credential with what is known of it. */
export type DiagnosedCredential = ClientCredential & {
  readonly secretId?: string | undefined;
  /** Epoch seconds. */
  readonly expiresAt?: number | undefined;
  /** PEM. */
  readonly certificate?: string | undefined;
};

/** Which API client is diagnosed, and how to get at what is known of it. */
export interface DiagnosisSubject {
  readonly environment: Environment;
  readonly clientId: string;
  readonly clientName: string;
  /** Undefined where none is at hand; throws WorkbenchError where it cannot be read. */
  credential(): Promise<DiagnosedCredential | undefined>;
  /** The API client as the admin API has it; absent where that cannot be asked. */
  registered?: (() => Promise<AdminApiClient>) | undefined;
  secrets?: (() => Promise<readonly AdminClientSecret[]>) | undefined;
  /** The switches of a mock. */
  settings?: (() => Promise<Readonly<Record<string, unknown>>>) | undefined;
  /** Gets a token as it is always done; throws OAuthError and others. */
  obtain(signal: AbortSignal | undefined): Promise<{ accessToken: string; exchangeId?: string | undefined }>;
}

/** The part of `vscode.l10n` that the texts need. */
export interface Translate {
  t(message: string, ...args: (string | number | boolean)[]): string;
}

export interface DiagnosisIo {
  readonly fetch: Fetch;
  /** The addresses of a host; throws where there are none. */
  lookup(host: string): Promise<readonly string[]>;
  /** The proxy that requests go by, where there is one; shown without its user and password. */
  readonly proxy?: string | undefined;
  /** Milliseconds since the epoch. */
  now(): number;
  readonly l10n: Translate;
  readonly signal?: AbortSignal | undefined;
}

/** What has been found out so far, for the checks that follow. */
export interface Findings {
  readonly subject: DiagnosisSubject;
  readonly io: DiagnosisIo;
  readonly credential: DiagnosedCredential | undefined;
  /** Why the credential could not be read. */
  readonly credentialError: unknown;
  /** By how many seconds the environment's clock is ahead. */
  clockDifference?: number | undefined;
  client?: AdminApiClient | undefined;
  key?: KeyObject | undefined;
  accessToken?: string | undefined;
}

export interface CheckRow {
  readonly id: CheckId;
  /** For which credentials; for all where it is left out. */
  readonly kind?: 'secret' | 'key';
  /** Checks that must have passed. */
  readonly needs: readonly CheckId[];
  title(l10n: Translate): string;
  run(findings: Findings): Promise<Finding>;
}
