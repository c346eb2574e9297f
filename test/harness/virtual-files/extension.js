// A folder in memory: the files that a test put into the environment, and what is written to it later.
import * as vscode from 'vscode';

const root = '/virtual-workspace';

/** @param {vscode.ExtensionContext} context */
export function activate(context) {
  /** @type {Map<string, Uint8Array>} */
  const files = new Map();
  /** @type {Record<string, string>} */
  const given = JSON.parse(process.env.ONEAPI_TEST_VIRTUAL_FILES ?? '{}');
  for (const [name, text] of Object.entries(given)) files.set(`${root}/${name}`, new TextEncoder().encode(text));
  const changed = new vscode.EventEmitter();
  const missing = (/** @type {vscode.Uri} */ uri) => vscode.FileSystemError.FileNotFound(uri);
  const times = { ctime: 0, mtime: 0 };
  /** @type {vscode.FileSystemProvider} */
  const provider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat(uri) {
      if (uri.path === root || uri.path === '/') return { type: vscode.FileType.Directory, size: 0, ...times };
      const file = files.get(uri.path);
      if (file === undefined) throw missing(uri);
      return { type: vscode.FileType.File, size: file.byteLength, ...times };
    },
    readDirectory(uri) {
      if (uri.path === '/') return [[root.slice(1), vscode.FileType.Directory]];
      return [...files.keys()].map((path) => [path.slice(root.length + 1), vscode.FileType.File]);
    },
    readFile(uri) {
      const file = files.get(uri.path);
      if (file === undefined) throw missing(uri);
      return file;
    },
    writeFile(uri, content) {
      files.set(uri.path, content);
    },
    createDirectory() {},
    delete(uri) {
      files.delete(uri.path);
    },
    rename() {
      throw vscode.FileSystemError.NoPermissions('Nothing is renamed here.');
    },
  };
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider('memory', provider));
}
