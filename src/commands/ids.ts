/**
 * Every id that package.json and the code share. A unit test holds this table against the manifest, both ways.
 */

/** Commands, in the manifest and registered. */
export const commandIds = {
  mockStart: 'oneapi.mock.start',
  mockStop: 'oneapi.mock.stop',
  mockReset: 'oneapi.mock.reset',
  mockMenu: 'oneapi.mock.menu',
  simulate: 'oneapi.simulate',
  simulateEnd: 'oneapi.simulate.end',

  clientAdd: 'oneapi.client.add',
  clientEdit: 'oneapi.client.edit',
  clientEnable: 'oneapi.client.enable',
  clientDisable: 'oneapi.client.disable',
  clientDelete: 'oneapi.client.delete',
  clientRoles: 'oneapi.client.roles',
  clientImport: 'oneapi.client.import',
  clientForget: 'oneapi.client.forget',
  clientSearch: 'oneapi.client.search',
  clientClearSearch: 'oneapi.client.clearSearch',
  clientCopyId: 'oneapi.client.copyId',
  clientCopyCredential: 'oneapi.client.copyCredential',
  clientShow: 'oneapi.client.show',
  clientDiagnose: 'oneapi.client.diagnose',

  secretAdd: 'oneapi.secret.add',
  secretRemove: 'oneapi.secret.remove',
  secretMove: 'oneapi.secret.move',

  keyReplace: 'oneapi.key.replace',
  publicKeyAdd: 'oneapi.publicKey.add',
  publicKeyRemove: 'oneapi.publicKey.remove',

  keysGenerate: 'oneapi.keys.generate',
  jwksGenerate: 'oneapi.jwks.generate',
  certificateGenerate: 'oneapi.certificate.generate',

  tokenGet: 'oneapi.token.get',
  tokenInspect: 'oneapi.token.inspect',
  tokenRevoke: 'oneapi.token.revoke',
  tokenCopy: 'oneapi.token.copy',
  tokenInsert: 'oneapi.token.insert',
  tokenCopyClaims: 'oneapi.token.copyClaims',
  tokenReplace: 'oneapi.token.replace',
  tokenFilter: 'oneapi.token.filter',
  tokenClearFilter: 'oneapi.token.clearFilter',
  tokenSearch: 'oneapi.token.search',
  tokenClearSearch: 'oneapi.token.clearSearch',
  tokenLoadMore: 'oneapi.token.loadMore',

  assertionMint: 'oneapi.assertion.mint',
  exchangeShow: 'oneapi.exchange.show',
  apiCall: 'oneapi.api.call',
  scopeCopyId: 'oneapi.scope.copyId',
  scopeShow: 'oneapi.scope.show',
  codeCopyAs: 'oneapi.code.copyAs',
  codeInsertAs: 'oneapi.code.insertAs',

  terminalUse: 'oneapi.terminal.use',
  terminalStopUsing: 'oneapi.terminal.stopUsing',

  environmentAdd: 'oneapi.environment.add',
  environmentSwitch: 'oneapi.environment.switch',
  environmentRemove: 'oneapi.environment.remove',
  environmentLoad: 'oneapi.environment.load',

  connectionShow: 'oneapi.connection.show',
  refresh: 'oneapi.refresh',
  walkthroughShow: 'oneapi.walkthrough.show',
  logShow: 'oneapi.log.show',
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

export const containerId = 'oneapi';

export const viewIds = {
  clients: 'oneapi.clients',
  resources: 'oneapi.resources',
  tokens: 'oneapi.tokens',
} as const;

export type ViewId = (typeof viewIds)[keyof typeof viewIds];

/** Settings with the type of their values. */
export interface Settings {
  'oneapi.mock.port': number;
  'oneapi.mock.policy': 'zidentity' | 'strict';
  'oneapi.mock.vanity': string;
  'oneapi.mock.cloud': string;
  'oneapi.mock.config': string;
  'oneapi.diagnostics.expiredTokens': boolean;
  'oneapi.diagnostics.secrets': boolean;
  'oneapi.diagnostics.sdkMistakes': boolean;
  /** 0 for never. */
  'oneapi.clipboard.clearAfterSeconds': number;
}

export type SettingId = keyof Settings;

export const settingIds = {
  mockPort: 'oneapi.mock.port',
  mockPolicy: 'oneapi.mock.policy',
  mockVanity: 'oneapi.mock.vanity',
  mockCloud: 'oneapi.mock.cloud',
  mockConfig: 'oneapi.mock.config',
  diagnoseExpiredTokens: 'oneapi.diagnostics.expiredTokens',
  diagnoseSecrets: 'oneapi.diagnostics.secrets',
  diagnoseSdkMistakes: 'oneapi.diagnostics.sdkMistakes',
  clearClipboardAfter: 'oneapi.clipboard.clearAfterSeconds',
} as const satisfies Record<string, SettingId>;

/** Context keys with the type of their values; set through `Services.contextKeys` alone. */
export interface ContextKeys {
  /** `attached`: another window or the command line runs the mock. */
  'oneapi.mock.state': 'stopped' | 'starting' | 'running' | 'attached';
  'oneapi.environment.kind': 'mock' | 'tenant';
  /** Whether a tenant was added, so that there is something to switch to. */
  'oneapi.environment.several': boolean;
  /** The active environment's API clients are being read for the first time. */
  'oneapi.loading': boolean;
  'oneapi.failed': boolean;
  'oneapi.clients.any': boolean;
  'oneapi.clients.filtered': boolean;
  /** The environment was asked which API clients it has; else there is what is known here. */
  'oneapi.clients.listed': boolean;
  'oneapi.tokens.any': boolean;
  'oneapi.tokens.filtered': boolean;
  'oneapi.tokens.searched': boolean;
  /**
   * Steps of the walkthrough that were done in this window. VS Code hears of a command that a button of the extension's
   * own calls as little as of one that was broken off, so that `onCommand` would not tell.
   */
  'oneapi.done.inspect': boolean;
  'oneapi.done.call': boolean;
  'oneapi.done.exchange': boolean;
  /** Whether terminals have an API client's variables. */
  'oneapi.terminals.used': boolean;
  /** Whether the mock has faults, another time or other rules. */
  'oneapi.simulating': boolean;
}

export type ContextKey = keyof ContextKeys;

/** All context keys, so that a test can hold the manifest's `when` clauses against them. */
export const contextKeys = [
  'oneapi.mock.state',
  'oneapi.environment.kind',
  'oneapi.environment.several',
  'oneapi.loading',
  'oneapi.failed',
  'oneapi.clients.any',
  'oneapi.clients.filtered',
  'oneapi.clients.listed',
  'oneapi.tokens.any',
  'oneapi.tokens.filtered',
  'oneapi.tokens.searched',
  'oneapi.done.inspect',
  'oneapi.done.call',
  'oneapi.done.exchange',
  'oneapi.terminals.used',
  'oneapi.simulating',
] as const satisfies readonly ContextKey[];
