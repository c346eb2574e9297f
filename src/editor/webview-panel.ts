import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { webviewDocument } from './webview-document.js';

export interface PanelPage {
  /** Names the script `dist/webview/{name}.main.js`, the style sheet `media/webview/{name}.css` and the tab's icon. */
  name: string;
  title: string;
}

/** The folders that a page may load from: its script and its style sheets, nothing else. */
function resourceRoots(extensionUri: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extensionUri, 'dist', 'webview'), vscode.Uri.joinPath(extensionUri, 'media', 'webview')];
}

/** Opens a panel with a page; beside the text that somebody is working on, else in its place. */
export function createPanel(viewType: string, page: PanelPage, extensionUri: vscode.Uri): vscode.WebviewPanel {
  const column = vscode.window.activeTextEditor === undefined ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
  const panel = vscode.window.createWebviewPanel(viewType, page.title, { viewColumn: column });
  fillPanel(panel, page, extensionUri);
  return panel;
}

/**
 * Gives the page the focus again after what one of its buttons has asked or told, where it is still in front: VS Code
 * gives it to the frame around the page alone, and the keyboard would have no place in it.
 */
export function focusAgain(panel: vscode.WebviewPanel): void {
  if (panel.active) panel.reveal(undefined, false);
}

/** Puts the page into a panel, also into one that VS Code kept over a reload. */
export function fillPanel(panel: vscode.WebviewPanel, { name, title }: PanelPage, extensionUri: vscode.Uri): void {
  const { webview } = panel;
  const icon = (theme: string) => vscode.Uri.joinPath(extensionUri, 'media', 'icons', `${name}-${theme}.svg`);
  panel.iconPath = { light: icon('light'), dark: icon('dark') };
  webview.options = { enableScripts: true, enableForms: false, localResourceRoots: resourceRoots(extensionUri) };
  const uri = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
  webview.html = webviewDocument({
    title,
    language: vscode.env.language,
    scriptUri: uri('dist', 'webview', `${name}.main.js`),
    styleUris: [uri('media', 'webview', 'base.css'), uri('media', 'webview', `${name}.css`)],
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64url'),
  });
}
