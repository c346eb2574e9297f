/** What VS Code gives to the script of a webview. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** May be acquired once in the life of a document. */
export const vscode: VsCodeApi = acquireVsCodeApi();

/**
 * Calls `show` with each message of the extension that the guard knows, and tells the extension that the page
 * listens. A message of any other shape is dropped.
 */
export function listen<Message>(guard: (value: unknown) => value is Message, show: (message: Message) => void): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (guard(event.data)) show(event.data);
  });
  vscode.postMessage({ type: 'ready' });
}
