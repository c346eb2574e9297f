import * as vscode from 'vscode';
import { oneRoleAService, roleName, type ScopeChoice } from './scopes.js';
import type { PickItem, Ui } from './ui.js';

/** Asks for the roles of an API client: one of each service, or none. */
export function pickScopes(
  ui: Ui,
  choices: readonly ScopeChoice[],
  options: { title: string; selected?: readonly string[] },
): Promise<ScopeChoice[]> {
  const items: (PickItem<ScopeChoice> | vscode.QuickPickItem)[] = [];
  let service: string | undefined;
  for (const choice of choices) {
    if (choice.serviceId !== service) {
      items.push({ label: `${choice.serviceName} (${choice.service})`, kind: vscode.QuickPickItemKind.Separator });
    }
    service = choice.serviceId;
    items.push({
      label: roleName(choice.name),
      description: choice.service,
      picked: options.selected?.includes(choice.id) ?? false,
      value: choice,
    });
  }
  let before: readonly ScopeChoice[] = choices.filter(({ id }) => options.selected?.includes(id));
  return ui.pickMany(items, {
    title: options.title,
    placeholder: vscode.l10n.t('What may it do? One role for each service; without any, every API call is refused'),
    limitSelection(picked) {
      before = oneRoleAService(picked, before);
      return before;
    },
  });
}
