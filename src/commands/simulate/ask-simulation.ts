import * as vscode from 'vscode';
import { localiser } from '../../editor/localiser.js';
import type { FaultInput, MockControl } from '../../oauth/mock-client.js';
import type { Services } from '../services.js';
import type { PickItem } from '../ui.js';
import { askSwitches } from './ask-switches.js';
import { type FaultTarget, faultPresets, faultyProducts, parseOffset, untilEnded } from './presets.js';
import { faultText, offsetText, timesText } from './simulation-text.js';
import type { Wanted } from './wanted.js';

type Choice = FaultTarget | 'clock' | 'switches' | 'end' | { remove: string };
type Row = PickItem<Choice> | vscode.QuickPickItem;

/** Asks what is to be simulated; `end` where all is to end. */
export async function askSimulation(services: Services, control: MockControl): Promise<Wanted | 'end'> {
  const title = vscode.l10n.t('Simulate');
  const choice = await services.ui.pick<Choice>(rows(services), {
    title,
    placeholder: vscode.l10n.t('What should the mock do?'),
  });
  if (choice === 'end') return 'end';
  if (typeof choice === 'object') return choice;
  if (choice === 'clock') return { clockOffsetSeconds: await askOffset(services, title) };
  if (choice === 'switches') return { settings: await askSwitches(services.ui, title, await control.settings()) };
  return { fault: await askFault(services, choice, title) };
}

function rows({ simulation }: Services): Row[] {
  const l10n = localiser;
  const { offsetSeconds, faults } = simulation.state;
  const active: Row[] = !simulation.active
    ? []
    : [
        { label: l10n.t('Active'), kind: vscode.QuickPickItemKind.Separator },
        { icon: 'debug-stop', label: l10n.t('End Simulation'), detail: l10n.t('All of it'), value: 'end' },
        ...faults.map((fault) => ({
          icon: 'close',
          label: faultText(fault, l10n),
          description: timesText(fault, l10n),
          detail: l10n.t('Remove this fault'),
          value: { remove: fault.id },
        })),
        { label: l10n.t('More'), kind: vscode.QuickPickItemKind.Separator },
      ];
  return [
    ...active,
    {
      icon: 'key',
      label: l10n.t('Token Endpoint Fails…'),
      detail: l10n.t('Too many requests, unavailable, slow, cut off …'),
      value: 'token',
    },
    {
      icon: 'cloud',
      label: l10n.t('Gateway Fails…'),
      detail: l10n.t('For all products or one of them'),
      value: 'gateway',
    },
    {
      icon: 'globe',
      label: l10n.t('JWKS Host Fails…'),
      detail: l10n.t('When ZIdentity fetches the keys of an API client'),
      value: 'jwks',
    },
    {
      icon: 'watch',
      label: l10n.t('Shift the Clock…'),
      description: offsetSeconds === 0 ? '' : offsetText(offsetSeconds, l10n),
      detail: l10n.t('Tokens, secrets and assertions expire by it'),
      value: 'clock',
    },
    {
      icon: 'settings',
      label: l10n.t('Other Rules…'),
      detail: l10n.t('Strict policy, rate limits, and what is not known of the real service'),
      value: 'switches',
    },
  ];
}

async function askOffset({ ui, simulation }: Services, title: string): Promise<number> {
  const l10n = localiser;
  const minute = 60;
  const presets = [5 * minute, 60 * minute, 24 * 60 * minute, -10 * minute];
  const chosen = await ui.pick<number | 'other'>(
    [
      ...presets.map((seconds) => ({ label: offsetText(seconds, l10n), value: seconds })),
      { label: l10n.t('Another time…'), value: 'other' },
      ...(simulation.state.offsetSeconds === 0 ? [] : [{ label: l10n.t('The right time'), value: 0 }]),
    ],
    { title, placeholder: l10n.t("Where should the mock's clock be?") },
  );
  if (chosen !== 'other') return chosen;
  const typed = await ui.input({
    title,
    prompt: l10n.t('Ahead of this computer; with a minus behind it. Units are s, m, h and d'),
    placeholder: '+90m',
    validate: (value) => (parseOffset(value) === undefined ? l10n.t('For example +90m, -2h 30m or +7d') : undefined),
  });
  return parseOffset(typed)!;
}

async function askFault({ ui }: Services, target: FaultTarget, title: string): Promise<FaultInput> {
  const l10n = localiser;
  let product: string | undefined;
  let fault: Omit<FaultInput, 'target' | 'times'> = {};
  let times = 1;
  await ui.steps([
    ...(target === 'gateway'
      ? [
          async () => {
            product = await ui.pick<string | undefined>(
              [
                { label: l10n.t('All products'), value: undefined },
                ...faultyProducts.map((name) => ({ label: name, value: name })),
              ],
              { title, placeholder: l10n.t('Whose calls should fail?') },
            );
          },
        ]
      : []),
    async () => {
      fault = await ui.pick(
        faultPresets(target, product, l10n).map((preset) => ({
          label: preset.label,
          description: preset.detail,
          value: preset.fault,
        })),
        { title, placeholder: l10n.t('How should it fail?') },
      );
    },
    async () => {
      times = await ui.pick(
        [
          ...[1, 3, 10].map((value) => ({
            label: value === 1 ? l10n.t('The next request') : l10n.t('The next {0} requests', value),
            value,
          })),
          { label: l10n.t('Every request, until it is ended'), value: untilEnded },
        ],
        { title, placeholder: l10n.t('How often?') },
      );
    },
  ]);
  return { target, times, ...fault, ...(product === undefined ? {} : { product }) };
}
