import * as vscode from 'vscode';
import type { Ui } from '../ui.js';
import type { AuthenticationMethod } from './make-credential.js';

/** Asks how an API client authenticates. */
export function pickMethod(ui: Ui, title: string, current?: AuthenticationMethod): Promise<AuthenticationMethod> {
  const row = (value: AuthenticationMethod, icon: string, label: string, detail: string) => ({
    icon,
    label,
    detail,
    value,
    picked: value === current,
  });
  return ui.pick<AuthenticationMethod>(
    [
      row(
        'SECRET',
        'lock',
        vscode.l10n.t('Client Secret'),
        vscode.l10n.t('ZIdentity makes a secret; the program sends it with its token request'),
      ),
      row(
        'JWKS',
        'globe',
        vscode.l10n.t('JWKS URL'),
        vscode.l10n.t('A key is made here; its public half is published, and ZIdentity fetches it'),
      ),
      row(
        'PUBKEYCERT',
        'verified',
        vscode.l10n.t('Certificate'),
        vscode.l10n.t('A key and its certificate are made here; the certificate is uploaded to ZIdentity'),
      ),
    ],
    { title, placeholder: vscode.l10n.t('How does the API client authenticate?') },
  );
}

/** Why a text is no usable JWKS URL, or undefined where it is one. */
export function jwksUrlProblem(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return vscode.l10n.t('A whole URL, such as https://example.com/jwks.json');
  if (url.username !== '' || url.password !== '') return vscode.l10n.t('A URL without user and password');
  if (url.protocol === 'https:' || (url.protocol === 'http:' && /^(localhost|127\.)/.test(url.hostname)))
    return undefined;
  return vscode.l10n.t('An https: URL; http: is for this computer alone');
}
