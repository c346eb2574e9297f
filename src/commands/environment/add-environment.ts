import * as v from 'valibot';
import * as vscode from 'vscode';
import { knownClouds } from '../../clouds.js';
import { localiser } from '../../editor/localiser.js';
import { WorkbenchError } from '../../errors.js';
import { lintCloud, lintVanity, type SettingProblem } from '../../oauth/cloud-mistakes.js';
import { resolveHosts } from '../../oauth/clouds.js';
import {
  type Environment,
  environmentUrlProblem,
  explicitEnvironment,
  tenantEnvironment,
} from '../../oauth/environment.js';
import { readArguments, text } from '../arguments.js';
import { commandIds } from '../ids.js';
import { sentences } from '../refusal-reason.js';
import type { Services } from '../services.js';

const addArguments = v.union([
  v.strictObject({ vanity: text, cloud: v.optional(v.string()), name: v.optional(text) }),
  v.strictObject({
    name: text,
    tokenEndpoint: text,
    api: text,
    issuer: v.optional(text),
    jwksUri: v.optional(text),
    id: v.optional(text),
  }),
]);

/**
 * OneAPI: Add Environment: a tenant by its vanity domain and cloud, or by explicit URLs. Becomes the active one;
 * nothing is sent to it yet. Resolves to its id and name.
 */
export async function addEnvironment(services: Services, args?: unknown): Promise<{ id: string; name: string }> {
  const environment = args === undefined ? await ask(services) : environmentOf(readArguments(addArguments, args));
  await services.environments.add(environment);
  await services.environments.switchTo(environment.id);
  if (args === undefined) {
    services.ui.info(
      vscode.l10n.t('{0} was added. Next: an API client of it, with its secret or private key.', environment.name),
      {
        label: vscode.l10n.t('Import API Client'),
        run: () => vscode.commands.executeCommand(commandIds.clientImport),
      },
    );
  }
  return { id: environment.id, name: environment.name };
}

function environmentOf(given: v.InferOutput<typeof addArguments>): Environment {
  if (!('vanity' in given)) {
    return explicitEnvironment({
      name: given.name,
      tokenEndpoint: given.tokenEndpoint,
      api: given.api,
      issuer: given.issuer,
      jwksUri: given.jwksUri,
      ...(given.id === undefined ? {} : { id: given.id }),
    });
  }
  refuse(lintVanity(given.vanity));
  refuse(lintCloud(given.cloud ?? ''));
  return tenantEnvironment(given);
}

function refuse(problems: readonly SettingProblem[]): void {
  const error = problems.find(({ severity }) => severity === 'error');
  if (error !== undefined) throw new WorkbenchError(error.code, error.message, { hint: error.hint });
}

async function ask(services: Services): Promise<Environment> {
  const title = vscode.l10n.t('Add Environment');
  const way = await services.ui.pick<'tenant' | 'urls'>(
    [
      {
        icon: 'globe',
        label: vscode.l10n.t('A ZIdentity tenant'),
        detail: vscode.l10n.t('By its vanity domain and cloud'),
        value: 'tenant',
      },
      {
        icon: 'link',
        label: vscode.l10n.t('Explicit URLs'),
        detail: vscode.l10n.t('A token endpoint and an API address, e.g. of a mock in a container'),
        value: 'urls',
      },
    ],
    { title, placeholder: vscode.l10n.t('What should be added?') },
  );
  return way === 'tenant' ? askTenant(services, title) : askUrls(services, title);
}

async function askTenant({ ui }: Services, title: string): Promise<Environment> {
  let vanity = '';
  let cloud = '';
  await ui.steps([
    async () => {
      vanity = await ui.input({
        title,
        prompt: vscode.l10n.t(
          'Vanity domain: the first label of the sign-in address, acme for https://acme.zslogin.net',
        ),
        placeholder: 'acme',
        value: vanity,
        validate: (given) => problemText(lintVanity(given)),
        explain: (given) => warningText(lintVanity(given)) ?? `https://${given.toLowerCase()}.zslogin.net`,
      });
    },
    async () => {
      cloud = await ui.pick(
        [
          ...knownClouds.map(({ name, loginDomain, apiHost }) => ({
            label: name,
            description: `${vanity}.${loginDomain}`,
            detail: apiHost,
            value: name,
          })),
          { label: vscode.l10n.t('Another cloud…'), value: '' },
        ],
        { title, placeholder: vscode.l10n.t('Which ZIdentity cloud? A ZIA cloud such as zscalerthree is none') },
      );
      if (cloud !== '') return;
      cloud = await ui.input({
        title,
        prompt: vscode.l10n.t('Name of the ZIdentity cloud'),
        validate: (given) => problemText(lintCloud(given)),
        explain: (given) => warningText(lintCloud(given)) ?? resolveHosts({ vanity, cloud: given }).issuer,
      });
    },
  ]);
  resolveHosts({ vanity, cloud });
  return tenantEnvironment({ vanity, cloud });
}

async function askUrls({ ui }: Services, title: string): Promise<Environment> {
  const given = { name: '', tokenEndpoint: '', api: '' };
  const step = (field: keyof typeof given, prompt: string, placeholder: string) => async () => {
    const typed = await ui.input({
      title,
      prompt,
      placeholder,
      value: given[field],
      validate: (text) => fieldProblem(field, text.trim()),
      explain: (text) => unusual(field, text.trim()),
    });
    given[field] = typed.trim();
  };
  await ui.steps([
    step('name', vscode.l10n.t('A name for the environment'), 'CI mock'),
    step('tokenEndpoint', vscode.l10n.t('Token endpoint'), 'https://acme.zslogin.net/oauth2/v1/token'),
    step('api', vscode.l10n.t('Address of the API gateway'), 'https://api.zsapi.net'),
  ]);
  return explicitEnvironment(given);
}

function fieldProblem(field: 'name' | 'tokenEndpoint' | 'api', text: string): string | undefined {
  if (text === '') return vscode.l10n.t('This is needed');
  const problem = field === 'name' ? undefined : environmentUrlProblem(field, text);
  return problem === undefined ? undefined : localiser.text(sentences(problem.message, problem.hint));
}

/** What may be right, but mostly is a mistake. */
function unusual(field: 'name' | 'tokenEndpoint' | 'api', text: string): string | undefined {
  const path = URL.canParse(text) ? new URL(text).pathname : '';
  if (field === 'tokenEndpoint' && path !== '/oauth2/v1/token') {
    return vscode.l10n.t("ZIdentity's path is {0}", '/oauth2/v1/token');
  }
  return field === 'api' && path !== '/' ? vscode.l10n.t('mostly without a path') : undefined;
}

function warningText(problems: readonly SettingProblem[]): string | undefined {
  const warning = problems.find(({ severity }) => severity === 'warning');
  return warning === undefined ? undefined : localiser.text(sentences(warning.message, warning.hint));
}

function problemText(problems: readonly SettingProblem[]): string | undefined {
  const error = problems.find(({ severity }) => severity === 'error');
  return error === undefined ? undefined : localiser.text(`${error.message} ${error.hint}`);
}
