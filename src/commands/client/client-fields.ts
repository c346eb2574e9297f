import * as vscode from 'vscode';
import { localiser } from '../../editor/localiser.js';
import { durationText } from '../../editor/time-text.js';

const longest = { name: 128, description: 256 } as const;
const daySeconds = 86_400;

/** Of every box that asks for a field. */
export function titleOf({ name }: { readonly name: string }): string {
  return `${vscode.l10n.t('Edit API Client')}: ${name}`;
}

/** The portal's rule for the name of an API client. */
export function clientNameProblem(name: string): string | undefined {
  if (name.trim() === '') return vscode.l10n.t('A name is needed');
  return tooLong(name.trim(), longest.name);
}

/** The portal's rule for the description. */
export function descriptionProblem(description: string): string | undefined {
  return tooLong(description.trim(), longest.description);
}

/** How much of the portal's limit is used, once that comes near. */
export const roomForName = (name: string) => room(name, longest.name);
export const roomForDescription = (description: string) => room(description, longest.description);

function tooLong(text: string, most: number): string | undefined {
  return text.length > most ? vscode.l10n.t('At most {0} characters; these are {1}', most, text.length) : undefined;
}

function room(text: string, most: number): string | undefined {
  const { length } = text.trim();
  return length < most * 0.75 ? undefined : vscode.l10n.t('{0} of {1}', length, most);
}

/** The portal's rule for the access token lifetime, in seconds. */
export function lifetimeProblem(text: string): string | undefined {
  const seconds = wholeNumber(text);
  return seconds >= 60 && seconds <= daySeconds
    ? undefined
    : vscode.l10n.t('A number of seconds from 60 (1 minute) to 86400 (24 hours)');
}

/** `90 minutes` for 5400. */
export function lifetimeText(text: string): string {
  return durationText(wholeNumber(text), localiser);
}

/** The portal's rule for how long a secret is valid, in days. */
export function validityProblem(text: string): string | undefined {
  const days = wholeNumber(text);
  return days >= 30 && days <= 365 ? undefined : vscode.l10n.t('A number of days from 30 to 365');
}

/** The day after so many days. */
export function dayAfter(days: number, nowMs: number): string {
  return new Date(nowMs + days * daySeconds * 1000).toLocaleDateString();
}

/** -1 where it is none. */
function wholeNumber(text: string): number {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : -1;
}
