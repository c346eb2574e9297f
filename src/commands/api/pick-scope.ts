import * as v from 'valibot';
import { readArguments, text } from '../arguments.js';
import { scopeChoices } from '../scopes.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';

/** The scope that a command is for: that of the arguments, of the tree row, or a picked one. */
export async function pickScope(
  { ui, state }: Services,
  args: unknown,
  targets: readonly Target[] | undefined,
  title: string,
): Promise<string> {
  if (args !== undefined) return readArguments(v.strictObject({ scopeId: text }), args).scopeId;
  const target = targets?.[0];
  if (target?.kind === 'scope') return target.scopeId;
  return ui.pick(
    scopeChoices(state.snapshot.resourceServers).map(({ id, name, service }) => ({
      label: name,
      description: service,
      detail: id,
      value: id,
    })),
    { title },
  );
}
