import * as vscode from 'vscode';

/** The portal's rule for the name of an API client. */
export function clientNameProblem(name: string): string | undefined {
  if (name.trim() === '') return vscode.l10n.t('A name is needed');
  return name.length > 128 ? vscode.l10n.t('At most 128 characters') : undefined;
}

/** The portal's rule for the description. */
export function descriptionProblem(description: string): string | undefined {
  return description.length > 256 ? vscode.l10n.t('At most 256 characters') : undefined;
}

/** The portal's rule for the access token lifetime, in seconds. */
export function lifetimeProblem(text: string): string | undefined {
  const seconds = /^\d{1,6}$/.test(text.trim()) ? Number(text) : 0;
  return seconds >= 60 && seconds <= 86_400
    ? undefined
    : vscode.l10n.t('A number of seconds from 60 (1 minute) to 86400 (24 hours)');
}
