import type { ApiClientInput } from '../../oauth/admin-client.js';
import type { ClientAuth } from '../../oauth/token-request.js';
import type { Setting } from './setting.js';
import type { Step } from './steps.js';

export interface Call {
  method: string;
  path: string;
  body?: unknown;
}

/** One of ZIdentity's three ways to authenticate, as the demo walks it. */
export interface Method {
  title: string;
  /** The workflow in one sentence. */
  workflow: string;
  clientName: string;
  /** Completes "The API client is registered with its role …". */
  registration: string;
  /** The service and the role that the client gets. */
  service: string;
  role: string;
  /** A call that the role covers, and one that it does not. */
  covered: Call;
  uncovered: Call;
  /** What comes before the client is registered: keys, and where the public one is hosted. */
  prepare(setting: Setting): Step[];
  /** What the client is registered with; asked for after `prepare`. */
  authentication(): ApiClientInput['clientAuthentication'];
  /** What comes after: the secret is made, the assertion signed. */
  credential(setting: Setting, clientId: () => string): Step[];
  /** Asked for after `credential`. */
  auth(): ClientAuth;
  /** What else is to be seen once a token was issued. */
  notesOnToken?(): string[];
  close?(): Promise<void>;
}
