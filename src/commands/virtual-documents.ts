import * as vscode from 'vscode';

const scheme = 'oneapi';

/** Texts that are shown to be read: they have a name, cannot be changed and ask nothing when they are closed. */
const contents = new Map<string, string>();
let registered: vscode.Disposable | undefined;
let count = 0;

/** Opens a document to read. `name` becomes the title of its tab; its ending tells the language. */
export async function showVirtualDocument(
  name: string,
  content: string,
  { stays = false }: { stays?: boolean } = {},
): Promise<void> {
  registered ??= vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) => contents.get(uri.path) ?? '',
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === scheme) contents.delete(uri.path);
    }),
  );
  count++;
  const path = `/${count}/${name.replaceAll(/[/\\]+/g, '⁄')}`;
  contents.set(path, content);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path }));
  await vscode.window.showTextDocument(document, { preview: !stays });
}

/** Ends what shows virtual documents. */
export function disposeVirtualDocuments(): void {
  registered?.dispose();
  registered = undefined;
  contents.clear();
}
