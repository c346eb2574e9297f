import * as v from 'valibot';
import * as vscode from 'vscode';
import { localiser } from '../../editor/localiser.js';
import { type ApiAnswer, callApi as call } from '../../oauth/gateway-client.js';
import { readArguments, text } from '../arguments.js';
import { pickClient } from '../pick-client.js';
import { tellFailure } from '../run-command.js';
import type { Services } from '../services.js';
import type { Target } from '../target.js';
import { askCall } from './ask-call.js';
import { parsedBody, responseText } from './response-text.js';
import { refusalOf, tellRefusal } from './tell-refusal.js';

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
  return show(services, wanted);
}

interface WantedCall {
  clientId: string;
  method: string;
  path: string;
  body?: unknown;
}

/** Calls, and opens the answer in an editor. */
async function show(services: Services, wanted: WantedCall, { fresh = false } = {}): Promise<CallResult> {
  const answer = await services.ui.progress(`${wanted.method} ${wanted.path.split('?')[0]}`, (_, signal) =>
    send(services, wanted, { signal, fresh }),
  );
  const { api } = await services.environments.ready();
  const refusal = refusalOf(services, wanted.clientId, answer);
  const told = refusal === undefined ? answer : { ...answer, explanation: refusal.explanation };
  const { text: shown, json } = responseText({ method: wanted.method, url: api + wanted.path }, told, localiser);
  await services.ui.showText(documentName(wanted, answer, json), shown);
  if (refusal !== undefined) tellRefusal(services, refusal, () => callAgain(services, wanted));
  return result(answer);
}

/** Stands behind a message's button, where no command tells what goes wrong. */
async function callAgain(services: Services, wanted: WantedCall): Promise<void> {
  try {
    await show(services, wanted, { fresh: true });
  } catch (error) {
    await tellFailure(services, error);
  }
}

async function send(
  services: Services,
  { clientId, method, path, body }: WantedCall,
  { signal, fresh = false }: { signal?: AbortSignal; fresh?: boolean } = {},
): Promise<ApiAnswer> {
  const environment = await services.environments.ready();
  const last = fresh ? undefined : services.tokens.last(clientId, environment.id);
  const token = last ?? (await services.tokens.obtain(clientId, signal === undefined ? {} : { signal }));
  const answer = await call(
    { api: environment.api, accessToken: token.accessToken, method, path, body },
    { signal, now: services.now, fetch: services.fetch },
  );
  services.contextKeys.set('oneapi.done.call', true);
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
