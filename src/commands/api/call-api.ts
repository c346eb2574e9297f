import * as v from 'valibot';
import * as vscode from 'vscode';
import { localiser } from '../../editor/localiser.js';
import { type ApiAnswer, callApi as call } from '../../oauth/gateway-client.js';
import { readArguments, text } from '../arguments.js';
import { commandIds } from '../ids.js';
import { clientName, pickClient } from '../pick-client.js';
import type { Services } from '../services.js';
import { rowOf, type Target } from '../target.js';
import { askCall } from './ask-call.js';
import { parsedBody, responseText } from './response-text.js';

const callArguments = v.strictObject({ clientId: text, method: text, path: text, body: v.optional(v.unknown()) });

export interface CallResult {
  status: number;
  headers: Record<string, string>;
  /** The JSON value of a JSON answer, else the text. */
  body: unknown;
}

/**
 * OneAPI: Call API, with the last access token of an API client, or a new one where it has none or it has expired. A
 * token that was revoked is sent as well: that it is refused is what a person wants to see then.
 */
export async function callApi(services: Services, args?: unknown, targets?: readonly Target[]): Promise<CallResult> {
  if (args !== undefined) {
    const given = readArguments(callArguments, args);
    return result(await send(services, given));
  }
  const title = vscode.l10n.t('Call API');
  const clientId = await pickClient(services, targets, { title, credential: true });
  const wanted = { clientId, ...(await askCall(services, title)) };
  const answer = await services.ui.progress(`${wanted.method} ${wanted.path}`, (_, signal) =>
    send(services, wanted, signal),
  );
  const { api } = await services.environments.ready();
  const { text: shown, json } = responseText({ method: wanted.method, url: api + wanted.path }, answer, localiser);
  await services.ui.showText(documentName(wanted, answer, json), shown);
  tell(services, clientId, answer);
  return result(answer);
}

async function send(
  services: Services,
  { clientId, method, path, body }: { clientId: string; method: string; path: string; body?: unknown },
  signal?: AbortSignal,
): Promise<ApiAnswer> {
  const environment = await services.environments.ready();
  const token =
    services.tokens.last(clientId, environment.id) ??
    (await services.tokens.obtain(clientId, signal === undefined ? {} : { signal }));
  const answer = await call(
    { api: environment.api, accessToken: token.accessToken, method, path, body },
    { signal, now: services.now, fetch: services.fetch },
  );
  services.log.info(`${method} ${path.split('?')[0]} answered HTTP ${answer.status} to ${clientId}.`);
  return answer;
}

/** Without the query, which may hold what should not be in a URI. */
function documentName(
  { method, path }: { method: string; path: string },
  { status }: ApiAnswer,
  json: boolean,
): string {
  const last = path.split('?')[0]!.split('/').slice(-2).join('/');
  return `${status} ${method} ${last}.${json ? 'jsonc' : 'txt'}`;
}

function result(answer: ApiAnswer): CallResult {
  return { status: answer.status, headers: answer.headers, body: parsedBody(answer) };
}

function tell(services: Services, clientId: string, { status, explanation }: ApiAnswer): void {
  if (explanation === undefined) return;
  const row = rowOf({ kind: 'client', clientId });
  const renew = {
    label: vscode.l10n.t('Get New Access Token'),
    run: () => vscode.commands.executeCommand(commandIds.tokenGet, row),
  };
  const roles = {
    label: vscode.l10n.t('Choose Roles…'),
    run: () => vscode.commands.executeCommand(commandIds.clientRoles, row),
  };
  services.ui.warn(
    vscode.l10n.t(
      'HTTP {0} for {1}: {2} {3}',
      status,
      clientName(services, clientId),
      localiser.text(explanation.explanation),
      localiser.text(explanation.remedy),
    ),
    ...(status === 401 ? [renew] : status === 403 ? [roles] : []),
  );
}
