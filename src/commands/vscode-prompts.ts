import * as vscode from 'vscode';
import { withoutIcons } from '../editor/escape.js';
import { CancelledError } from '../oauth/errors.js';
import type { PickItem, PickOptions, Step } from './ui.js';

/** The person went back to the step before. */
class WentBack extends Error {}

interface Place {
  step: number;
  total: number;
  canGoBack: boolean;
}

/** The step that is being asked, for the prompts inside of it. */
let place: Place | undefined;

/**
 * Runs the steps one after another; Back leads to the last step that asked something. Escape ends all by throwing
 * CancelledError.
 */
export async function runSteps(steps: readonly Step[]): Promise<void> {
  const asked: number[] = [];
  let index = 0;
  try {
    while (index < steps.length) {
      place = { step: index + 1, total: steps.length, canGoBack: asked.length > 0 };
      try {
        await steps[index]!(place);
        asked.push(index);
        index++;
      } catch (error) {
        if (!(error instanceof WentBack)) throw error;
        index = asked.pop() ?? 0;
      }
    }
  } finally {
    place = undefined;
  }
}

export function quickPick<T>(
  items: readonly (PickItem<T> | vscode.QuickPickItem)[],
  options: PickOptions<T> & { many: boolean; limitSelection?: ((picked: readonly T[]) => readonly T[]) | undefined },
): Promise<T[]> {
  const box = vscode.window.createQuickPick<PickItem<T> | vscode.QuickPickItem>();
  box.placeholder = options.placeholder;
  box.matchOnDescription = true;
  box.matchOnDetail = true;
  box.canSelectMany = options.many;
  const drawn = items.map(withIcon);
  box.items = drawn;
  const real = (picked: readonly (PickItem<T> | vscode.QuickPickItem)[]) =>
    picked.filter((item): item is PickItem<T> => 'value' in item);
  if (options.many) {
    box.selectedItems = drawn.filter((item) => item.picked);
    box.onDidChangeSelection((picked) => {
      const values = real(picked).map(({ value }) => value);
      const kept = options.limitSelection?.(values);
      if (kept !== undefined && kept.length !== values.length) {
        box.selectedItems = real(picked).filter(({ value }) => kept.includes(value));
      }
    });
  } else {
    const current = drawn.find((item) => item.picked);
    if (current !== undefined) box.activeItems = [current];
  }
  const { typed } = options;
  if (typed !== undefined) {
    box.onDidChangeValue((text) => {
      const row = typed(text.trim());
      box.items = row === undefined ? items : [...items, { ...row, alwaysShow: true }];
    });
  }
  return shown(box, options.title, (accept) => {
    box.onDidAccept(() => {
      const picked = real(box.selectedItems);
      if (options.many || picked.length > 0) accept(picked.map(({ value }) => value));
    });
  });
}

function withIcon<T>(item: PickItem<T> | vscode.QuickPickItem): PickItem<T> | vscode.QuickPickItem {
  if (!('value' in item)) return item;
  return {
    ...item,
    ...(item.icon === undefined ? {} : { iconPath: new vscode.ThemeIcon(item.icon) }),
    label: withoutIcons(item.label),
    ...(item.description === undefined ? {} : { description: withoutIcons(item.description) }),
  };
}

/** Shows a box until something is accepted, the person goes back, or it is closed. */
export function shown<B extends vscode.QuickInput, R>(
  box: B & { buttons: readonly vscode.QuickInputButton[]; onDidTriggerButton: vscode.Event<vscode.QuickInputButton> },
  title: string,
  listen: (accept: (value: R) => void) => void,
): Promise<R> {
  box.title = title;
  box.ignoreFocusOut = true;
  if (place !== undefined && place.total > 1) {
    box.step = place.step;
    box.totalSteps = place.total;
    if (place.canGoBack) box.buttons = [vscode.QuickInputButtons.Back];
  }
  return new Promise<R>((resolve, reject) => {
    listen((value) => {
      resolve(value);
      box.hide();
    });
    box.onDidTriggerButton((button) => {
      if (button !== vscode.QuickInputButtons.Back) return;
      reject(new WentBack());
      box.hide();
    });
    box.onDidHide(() => {
      reject(new CancelledError(title));
      box.dispose();
    });
    box.show();
  });
}
