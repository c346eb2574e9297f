import * as v from 'valibot';
import * as vscode from 'vscode';
import type { TokenFacts } from '../../editor/token-facts.js';
import { WorkbenchError } from '../../errors.js';
import { decodeJwt } from '../../jwt/decode.js';
import { tokenKind } from '../../jwt/kind.js';
import { readArguments, text } from '../arguments.js';
import type { Services } from '../services.js';
import { signAssertion } from './sign-assertion.js';

const replaceArguments = v.strictObject({ handle: text });

/**
 * OneAPI: Replace with Fresh Token: asks for a new token of the same API client and puts it in the old one's place. A
 * client assertion is replaced with one that is signed now.
 */
export async function replaceToken(services: Services, args?: unknown): Promise<{ jti: string; expiresAt: number }> {
  const [{ heldRange, tokenAtCursor }, { tokenFactsOf }] = await Promise.all([
    import('../../editor/held-range.js'),
    import('../../editor/token-facts-of.js'),
  ]);
  const {
    document,
    range,
    text: old,
  } = args === undefined ? tokenAtCursor() : await heldRange(services, readArguments(replaceArguments, args).handle);
  if (document.getText(range) !== old) {
    throw new WorkbenchError(
      'token-in-pieces',
      'The token is written in several pieces, so that it can not be replaced.',
      {
        hint: 'Get an access token and insert it by hand.',
      },
    );
  }
  const { payload } = decodeJwt(old);
  const { client } = tokenFactsOf(payload, services);
  if (client === undefined) {
    throw new WorkbenchError(
      'credential-missing',
      'The credential of the API client of this token is not stored here.',
      {
        hint: 'Import the API client with its secret or private key, then try again.',
      },
    );
  }
  const version = document.version;
  const fresh = await (tokenKind(payload) === 'client-assertion' ? freshAssertion : freshToken)(services, client);
  if (document.version !== version && document.getText(range) !== old) {
    throw new WorkbenchError('document-changed', 'The text was changed meanwhile, so nothing was replaced.', {
      hint: 'Run the command again.',
    });
  }
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, fresh.text);
  await vscode.workspace.applyEdit(edit);
  return { jti: fresh.jti, expiresAt: fresh.expiresAt };
}

interface Fresh {
  text: string;
  jti: string;
  /** Epoch seconds. */
  expiresAt: number;
}

type Client = NonNullable<TokenFacts['client']>;

async function freshToken(services: Services, { id, name, environmentId }: Client): Promise<Fresh> {
  const { accessToken, jti, expiresAt } = await services.ui.progress(
    vscode.l10n.t('Getting an access token of {0}…', name),
    (_, signal) => services.tokens.obtain(id, { environmentId, signal }),
  );
  return { text: accessToken, jti, expiresAt };
}

async function freshAssertion(services: Services, { id, environmentId }: Client): Promise<Fresh> {
  const text = await signAssertion(services, id, { environmentId });
  const { jti, exp } = decodeJwt(text).payload;
  return { text, jti: String(jti), expiresAt: Number(exp) };
}
