import type { CommandId } from '../commands/ids.js';
import type { Target } from '../commands/target.js';

/** A row of a tree as plain data: what it says, and what commands may do with it. */
export interface TreeNode {
  /** Stable as long as the thing it stands for is the same; unique in its tree. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** Markdown, with every text that is not ours escaped. */
  readonly tooltip?: string;
  readonly icon?: { readonly id: string; readonly color?: string };
  /** For `viewItem` in menus: a kind and its properties, separated by semicolons. */
  readonly context: string;
  readonly state?: 'collapsed' | 'expanded';
  readonly children?: readonly TreeNode[];
  readonly target?: Target;
  /** What a click does. */
  readonly command?: { readonly id: CommandId; readonly title: string };
  /** The API client whose secrets have to be read before the children are complete. */
  readonly loadsSecretsOf?: string;
  /** What a screen reader says in place of label and description. */
  readonly spoken?: string;
}

/** Calls `visit` for each node with its parent, parents first. */
export function walk(
  nodes: readonly TreeNode[],
  visit: (node: TreeNode, parent: TreeNode | undefined) => void,
  parent?: TreeNode,
): void {
  for (const node of nodes) {
    visit(node, parent);
    if (node.children !== undefined) walk(node.children, visit, node);
  }
}

/**
 * Which rows must be drawn anew: `undefined` for the root, else the ids of the topmost nodes that changed. A node whose
 * list of children changed is drawn anew with them.
 */
export function changedNodes(before: readonly TreeNode[], after: readonly TreeNode[]): (string | undefined)[] {
  if (!sameIds(before, after)) return [undefined];
  return after.flatMap((node, index) => changedIn(before[index]!, node));
}

function changedIn(before: TreeNode, after: TreeNode): string[] {
  const { children: oldChildren = [], ...oldSelf } = before;
  const { children: newChildren = [], ...newSelf } = after;
  if (JSON.stringify(oldSelf) !== JSON.stringify(newSelf) || !sameIds(oldChildren, newChildren)) return [after.id];
  return newChildren.flatMap((child, index) => changedIn(oldChildren[index]!, child));
}

function sameIds(before: readonly TreeNode[], after: readonly TreeNode[]): boolean {
  return before.length === after.length && before.every(({ id }, index) => after[index]!.id === id);
}
