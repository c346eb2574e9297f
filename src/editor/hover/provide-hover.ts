import * as vscode from 'vscode';
import type { Services } from '../../commands/services.js';
import { WorkbenchError } from '../../errors.js';
import { type DecodedJwt, decodeJwt } from '../../jwt/decode.js';
import { tokenKind } from '../../jwt/kind.js';
import { clockOf } from '../clock.js';
import { handlesOf } from '../handles.js';
import { localiser } from '../localiser.js';
import type { TokenFacts } from '../token-facts.js';
import { tokenFactsOf } from '../token-facts-of.js';
import { type HoverLink, type HoverText, jwtHover } from './jwt-hover.js';
import type { Place } from './lines.js';
import { type TokenAt, tokenAt } from './token-at.js';

/** The hover at a position: of a token, else of key material. Makes no request. */
export async function provideHover(
  services: Services,
  document: vscode.TextDocument,
  position: vscode.Position,
  cancellation: vscode.CancellationToken,
): Promise<vscode.Hover | undefined> {
  const found = tokenAt(document, position);
  if (found !== undefined) return tokenHover(services, document, found, cancellation);
  const { keyTextAt } = await import('./key-text-at.js');
  const key = keyTextAt(document, position);
  if (key === undefined || cancellation.isCancellationRequested) return undefined;
  const [{ describeKeyText }, { keyHover }] = await Promise.all([
    import('../../keys/describe.js'),
    import('./key-hover.js'),
  ]);
  const handle = handlesOf(services).hold(key.text, { uri: document.uri.toString(), start: key.start, end: key.end });
  return hover(keyHover(describeKeyText(key.text), handle, { nowMs: services.now(), l10n: localiser }), key);
}

async function tokenHover(
  services: Services,
  document: vscode.TextDocument,
  found: TokenAt,
  cancellation: vscode.CancellationToken,
): Promise<vscode.Hover | undefined> {
  const place = { uri: document.uri.toString(), start: found.start, end: found.end };
  const handle = handlesOf(services).hold(found.token, found.split ? undefined : place);
  const { facts, nowMs } = await knownOf(services, found);
  if (cancellation.isCancellationRequested) return undefined;
  const { client, ...withoutClient } = facts;
  // A token in pieces can't be replaced by one in one piece.
  const shown = found.split || client === undefined ? withoutClient : facts;
  return hover(jwtHover(found, handle, shown, { nowMs, l10n: localiser }), found);
}

interface Known {
  facts: TokenFacts;
  /** By the clock that counts for the token. */
  nowMs: number;
}

async function knownOf(services: Services, { token }: TokenAt): Promise<Known> {
  try {
    const decoded = decodeJwt(token);
    const facts = tokenFactsOf(decoded.payload, services);
    if (tokenKind(decoded.payload) === 'client-assertion') return await knownOfAssertion(services, decoded, facts);
    const verification = await verificationOf(services, token);
    const nowMs = clockOf(services, facts.issued !== undefined);
    return { facts: verification === undefined ? facts : { ...facts, verification }, nowMs };
  } catch (error) {
    // The hover itself says what is wrong with a token that can't be read.
    if (error instanceof WorkbenchError) return { facts: {}, nowMs: services.now() };
    throw error;
  }
}

async function knownOfAssertion(services: Services, decoded: DecodedJwt, facts: TokenFacts): Promise<Known> {
  const { judgeAssertion } = await import('../inspector/judge-assertion.js');
  const { signature, verdicts, nowMs } = await judgeAssertion(services, decoded);
  const judged = verdicts.find(({ policy }) => policy === 'zidentity');
  const refusal = judged?.checks.find(({ outcome }) => outcome === 'failed')?.detail;
  const assertion = { signature: signature.status, ...(refusal === undefined ? {} : { refusal }) };
  return { facts: { ...facts, assertion }, nowMs };
}

async function verificationOf({ verifier }: Services, token: string): Promise<TokenFacts['verification']> {
  const known = await verifier.known(token);
  const environment = known?.environment?.name;
  if (known === undefined || environment === undefined || known.status === 'no-matching-key') return undefined;
  if (known.status === 'invalid') return { status: 'invalid', environment, reason: known.reason };
  const { alg, kid } = known;
  return { status: 'verified', environment, alg, ...(kid === undefined ? {} : { kid }) };
}

function hover(text: HoverText, { start, end }: { start: Place; end: Place }): vscode.Hover {
  const trusted = new vscode.MarkdownString(undefined, true);
  trusted.isTrusted = { enabledCommands: [...new Set(text.links.map(({ command }) => command))] };
  trusted.supportHtml = false;
  trusted.appendMarkdown(text.heading);
  if (text.links.length > 0) trusted.appendMarkdown(`\n\n${text.links.map(linkMarkdown).join(' | ')}`);
  const body = text.body.map((part) => {
    const markdown = new vscode.MarkdownString(part, false);
    markdown.isTrusted = false;
    markdown.supportHtml = false;
    return markdown;
  });
  return new vscode.Hover([trusted, ...body], new vscode.Range(start.line, start.character, end.line, end.character));
}

function linkMarkdown({ label, title, command, argument }: HoverLink): string {
  // A parenthesis would end the link; encodeURIComponent leaves it.
  const query = encodeURIComponent(JSON.stringify([argument]))
    .replaceAll('(', '%28')
    .replaceAll(')', '%29');
  const uri = `command:${command}?${query}`;
  return `[${label}](${uri} "${title.replaceAll('"', "'")}")`;
}
