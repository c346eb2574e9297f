/** What VS Code keeps of the inspector over a reload of the window: names, never a token. */
export interface InspectorState {
  /** Names the token in the memory of the window that was. */
  handle?: string;
  /** By which the mock can tell an active token again. */
  jti?: string;
}

/** The state in what VS Code hands back; anything else counts as none. */
export function readInspectorState(value: unknown): InspectorState {
  if (typeof value !== 'object' || value === null) return {};
  const { handle, jti } = value as Record<string, unknown>;
  return {
    ...(isName(handle) ? { handle } : {}),
    ...(isName(jti) ? { jti } : {}),
  };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 256;
}
