import { type CommandId, commandIds as id } from './ids.js';
import type { Command } from './run-command.js';

/** Where each command is. A command's code is loaded when it first runs. */
export const catalogue: Readonly<Record<CommandId, () => Promise<Command>>> = {
  [id.mockStart]: async () => (await import('./mock/start-mock.js')).startMock,
  [id.mockStop]: async () => (await import('./mock/stop-mock.js')).stopMock,
  [id.mockReset]: async () => (await import('./mock/reset-mock.js')).resetMock,
  [id.mockMenu]: async () => (await import('./mock/mock-menu.js')).mockMenu,
  [id.simulate]: async () => (await import('./simulate/simulate.js')).simulate,
  [id.simulateEnd]: async () => (await import('./simulate/end-simulation.js')).endSimulation,

  [id.clientAdd]: async () => (await import('./client/add-client.js')).addClient,
  [id.clientEdit]: async () => (await import('./client/edit-client.js')).editClient,
  [id.clientEnable]: async () => (await import('./client/enable-client.js')).enableClient,
  [id.clientDisable]: async () => (await import('./client/disable-client.js')).disableClient,
  [id.clientDelete]: async () => (await import('./client/delete-client.js')).deleteClient,
  [id.clientRoles]: async () => (await import('./client/choose-roles.js')).chooseRoles,
  [id.clientImport]: async () => (await import('./client/import-client.js')).importClient,
  [id.clientForget]: async () => (await import('./client/forget-client.js')).forgetClient,
  [id.clientSearch]: async () => (await import('./client/search-clients.js')).searchClients,
  [id.clientClearSearch]: async () => (await import('./client/clear-search.js')).clearSearch,
  [id.clientCopyId]: async () => (await import('./client/copy-client-id.js')).copyClientId,
  [id.clientCopyCredential]: async () => (await import('./client/copy-credential.js')).copyCredential,
  [id.clientShow]: async () => (await import('./client/show-client.js')).showClient,
  [id.clientDiagnose]: async () => (await import('./client/diagnose-client.js')).diagnoseClient,

  [id.secretAdd]: async () => (await import('./secret/add-secret.js')).addSecret,
  [id.secretRemove]: async () => (await import('./secret/remove-secret.js')).removeSecret,
  [id.secretMove]: async () => (await import('./secret/move-secret.js')).moveSecret,

  [id.keyReplace]: async () => (await import('./client/replace-key.js')).replaceKey,
  [id.publicKeyAdd]: async () => (await import('./client/add-public-key.js')).addPublicKey,
  [id.publicKeyRemove]: async () => (await import('./client/remove-public-key.js')).removePublicKey,

  [id.keysGenerate]: async () => (await import('./keys/generate-keys.js')).generateKeys,
  [id.jwksGenerate]: async () => (await import('./keys/generate-jwks.js')).generateJwks,
  [id.certificateGenerate]: async () => (await import('./keys/generate-certificate.js')).generateCertificate,

  [id.tokenGet]: async () => (await import('./token/get-token.js')).getToken,
  [id.tokenInspect]: async () => (await import('./token/inspect-token.js')).inspectToken,
  [id.tokenRevoke]: async () => (await import('./token/revoke-token.js')).revokeToken,
  [id.tokenCopy]: async () => (await import('./token/copy-token.js')).copyToken,
  [id.tokenInsert]: async () => (await import('./token/insert-token.js')).insertToken,
  [id.tokenCopyClaims]: async () => (await import('./token/copy-claims.js')).copyClaims,
  [id.tokenReplace]: async () => (await import('./token/replace-token.js')).replaceToken,
  [id.tokenFilter]: async () => (await import('./token/filter-tokens.js')).filterTokens,
  [id.tokenClearFilter]: async () => (await import('./token/clear-filter.js')).clearFilter,
  [id.tokenSearch]: async () => (await import('./token/search-tokens.js')).searchTokens,
  [id.tokenClearSearch]: async () => (await import('./token/clear-search.js')).clearTokenSearch,
  [id.tokenLoadMore]: async () => (await import('./token/load-more.js')).loadMore,

  [id.assertionMint]: async () => (await import('./token/mint-assertion.js')).mintAssertion,
  [id.exchangeShow]: async () => (await import('./token/show-exchange.js')).showExchange,
  [id.apiCall]: async () => (await import('./api/call-api.js')).callApi,
  [id.codeCopyAs]: async () => (await import('./code/copy-as.js')).copyAsCode,
  [id.codeInsertAs]: async () => (await import('./code/insert-as.js')).insertAsCode,
  [id.scopeCopyId]: async () => (await import('./api/copy-scope-id.js')).copyScopeId,
  [id.scopeShow]: async () => (await import('./api/show-scope.js')).showScope,

  [id.terminalUse]: async () => (await import('./terminal/use-in-terminals.js')).useInTerminals,
  [id.terminalStopUsing]: async () => (await import('./terminal/stop-using.js')).stopUsingInTerminals,

  [id.environmentAdd]: async () => (await import('./environment/add-environment.js')).addEnvironment,
  [id.environmentSwitch]: async () => (await import('./environment/switch-environment.js')).switchEnvironment,
  [id.environmentRemove]: async () => (await import('./environment/remove-environment.js')).removeEnvironment,
  [id.environmentLoad]: async () => (await import('./environment/load-environment.js')).loadEnvironment,

  [id.connectionShow]: async () => (await import('./environment/show-connection.js')).showConnection,
  [id.refresh]: async () => (await import('./environment/refresh.js')).refresh,
  [id.walkthroughShow]: async () => (await import('./help/show-walkthrough.js')).showWalkthrough,
  [id.logShow]: async () => (await import('./environment/show-log.js')).showLog,
};
