// The user's settings in a VS Code that the harness starts.

/** Under these, nothing but the extension asks for the person's attention. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.openRepositoryInParentFolders': 'never',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'security.workspace.trust.enabled': false,
};

/**
 * Tests run beside each other, and beside a person's mock: each takes a free port. Nothing moves that no test looks at,
 * since each picture is drawn by a processor that has other tests to run.
 */
export const testSettings = {
  'oneapi.mock.port': 0,
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
};
