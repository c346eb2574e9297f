import * as vscode from 'vscode';
import { type Target, type Targeted, targeted } from '../commands/target.js';
import { changedNodes, type TreeNode, walk } from './tree-node.js';

/** A row as VS Code holds it; the same object as long as the row is there. */
export interface TreeElement {
  node: TreeNode;
  parent: TreeElement | undefined;
}

type Row = TreeElement & Targeted;

/** Shows plain nodes, and tells VS Code of what changed in them alone. */
export class NodeTreeProvider implements vscode.TreeDataProvider<TreeElement> {
  readonly #changed = new vscode.EventEmitter<TreeElement | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #rows = new Map<string, Row>();
  readonly #load: () => Promise<() => readonly TreeNode[]>;
  /** Absent until VS Code has asked for rows: a view that nobody sees costs nothing. */
  #render: (() => readonly TreeNode[]) | undefined;
  readonly #loadSecrets: (clientId: string) => Promise<void>;
  #nodes: readonly TreeNode[] = [];

  constructor(
    load: () => Promise<() => readonly TreeNode[]>,
    loadSecrets: (clientId: string) => Promise<void> = async () => {},
  ) {
    this.#load = load;
    this.#loadSecrets = loadSecrets;
  }

  /** Renders again; rows that say the same as before are left alone. */
  update(): void {
    if (this.#render === undefined) return;
    const before = this.#nodes;
    this.#nodes = this.#render();
    const present = new Set<string>();
    walk(this.#nodes, (node, parent) => {
      present.add(node.id);
      this.#place(node, parent === undefined ? undefined : this.#rows.get(parent.id));
    });
    const changed = changedNodes(before, this.#nodes);
    for (const id of changed) this.#changed.fire(id === undefined ? undefined : this.#rows.get(id));
    for (const id of this.#rows.keys()) if (!present.has(id)) this.#rows.delete(id);
  }

  /** The first rows are what VS Code is just asking for, so it is not told of them. */
  async #begin(): Promise<void> {
    this.#render = await this.#load();
    this.#nodes = this.#render();
    walk(this.#nodes, (node, parent) => {
      this.#place(node, parent === undefined ? undefined : this.#rows.get(parent.id));
    });
  }

  #place(node: TreeNode, parent: TreeElement | undefined): void {
    const row = this.#rows.get(node.id);
    if (row === undefined) {
      this.#rows.set(node.id, targeted({ node, parent }, node.target));
      return;
    }
    row.node = node;
    row.parent = parent;
    targeted(row, node.target);
  }

  /** The topmost row that stands for what is wanted. */
  async find(isWanted: (target: Target) => boolean): Promise<TreeElement | undefined> {
    if (this.#render === undefined) await this.#begin();
    const ids: string[] = [];
    walk(this.#nodes, ({ id, target }) => {
      if (target !== undefined && isWanted(target)) ids.push(id);
    });
    return ids[0] === undefined ? undefined : this.#rows.get(ids[0]);
  }

  async first(): Promise<TreeElement | undefined> {
    const [first] = await this.getChildren();
    return first;
  }

  getParent(element: TreeElement): TreeElement | undefined {
    return element.parent;
  }

  async getChildren(element?: TreeElement): Promise<TreeElement[]> {
    if (this.#render === undefined) await this.#begin();
    const loads = element?.node.loadsSecretsOf;
    if (loads !== undefined) await this.#loadSecrets(loads);
    const nodes = element === undefined ? this.#nodes : (element.node.children ?? []);
    return nodes.flatMap(({ id }) => this.#rows.get(id) ?? []);
  }

  getTreeItem({ node }: TreeElement): vscode.TreeItem {
    const item = new vscode.TreeItem(node.label, collapsibleState(node));
    item.id = node.id;
    item.contextValue = node.context;
    if (node.description !== undefined) item.description = node.description;
    if (node.tooltip !== undefined) item.tooltip = markdown(node.tooltip);
    if (node.icon !== undefined) {
      const color = node.icon.color === undefined ? undefined : new vscode.ThemeColor(node.icon.color);
      item.iconPath = new vscode.ThemeIcon(node.icon.id, color);
    }
    if (node.command !== undefined) item.command = { command: node.command.id, title: node.command.title };
    if (node.spoken !== undefined) item.accessibilityInformation = { label: node.spoken };
    return item;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function collapsibleState({ state }: TreeNode): vscode.TreeItemCollapsibleState {
  if (state === undefined) return vscode.TreeItemCollapsibleState.None;
  return state === 'expanded' ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

/** Names and descriptions come from a server: nothing in them may become a command, HTML or an icon. */
function markdown(text: string): vscode.MarkdownString {
  const value = new vscode.MarkdownString(text);
  value.isTrusted = false;
  value.supportHtml = false;
  value.supportThemeIcons = false;
  return value;
}
