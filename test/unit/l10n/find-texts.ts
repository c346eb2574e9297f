import { readFileSync } from 'node:fs';
import { knownCalls } from '../../../src/commands/api/known-paths.js';
import { explainClaim, explainHeaderParameter, explainServiceInfoMember } from '../../../src/jwt/claims.js';
import { findLiterals, type Literal } from './find-literals.js';
import { type Message, sourcesBelow } from './find-messages.js';

/**
 * Where every sentence is for people: they show it in notifications, in the diagnosis, in the exchange view, in the
 * inspector, in hovers and as problems of a file.
 */
const spoken = [
  'src/jwt',
  'src/keys',
  'src/oauth',
  'src/zidentity/authenticate',
  'src/zidentity/exchanges/gateway-refusals.ts',
  'src/zidentity/exchanges/told-exchange.ts',
  'src/zidentity/gateway/explain-refusal.ts',
  'src/zidentity/jwks/fetch-jwks.ts',
  'src/zidentity/tenant/jwks-url.ts',
  'src/zidentity/token/exchange-record.ts',
  'src/zidentity/token/token-endpoint.ts',
  'src/commands/client/check-jwks-url.ts',
  'src/editor/inspector/inspect-jwt.ts',
  'src/editor/inspector/inspect-token.ts',
  'src/editor/inspector/judge-assertion.ts',
];

/** What is written for machines there: code that is made, names of standards and of PEM blocks. */
const code = [
  /^src\/oauth\/(?:snippets.*|quoting|assignments|secret-finder)\.ts$/,
  /^(?:-----|[-]* ?BEGIN |Bearer |Basic |[\s#$,]|export |--proxy|"\$\(|\{\{|client_secret: )/,
  // Where the meaning of a claim is written down.
  /^(?:OpenID Connect|RFC 8693|a guess, in the names|ZIdentity's access tokens$)/,
  // Names, an example, what other programs say, and what nobody is told.
  /^(?:Terraform \(|(?:Python|Go) SDK|Zscaler |Business Insights|ZIdentity administration|bad port$|Client authentication failed)/,
  // What stands around a moment is translated with it.
  /^(?:\{0\} \(now\)|in \{0\}|\{0\} ago)$/,
  // Members of a configuration that is written out.
  /^\w+: \{0\}$|^\{0\}\n#|^keys\[\{0\}\]: /,
  /^(?:\{0\} was cancelled\.|The diagnosis)$/,
];

/** What only programs read: the answers of the mock's interfaces, and what the command line says. */
const forPrograms =
  /^src\/(?:cli\/|zidentity\/(?!authenticate|exchanges\/(?:gateway|told)|gateway\/explain|listener\/front-port|state|jwks\/fetch|token|tenant\/jwks-url)|commands\/arguments)/;

/**
 * The texts that are made in plain Node, where there is no `l10n.t`: whole texts of the files above, and those of every
 * error. What is but a place at either end is another text.
 */
export function findTexts(): Message[] {
  const texts = sourcesBelow('src').flatMap(({ file, source }) => {
    if (forPrograms.test(file)) return [];
    const literals = findLiterals(source);
    const all = spoken.some((name) => file === name || file.startsWith(`${name}/`));
    const those = all ? literals : literalsOfErrors(source, literals);
    return those.filter((literal) => !isLocalised(source, literal)).map((literal) => ({ file, source, literal }));
  });
  const found = texts
    .map(({ file, source, literal: { text, start } }) => ({
      text: wholeText(text),
      place: `${file}:${source.slice(0, start).split('\n').length}`,
    }))
    .filter(
      ({ text, place }) =>
        isProse(text) && !code.some((pattern) => pattern.test(text) || pattern.test(place.split(':')[0]!)),
    );
  return [...found, ...tableNames()];
}

/** Two words, or one with a place or a number; one of them is not in capitals. */
function isProse(text: string): boolean {
  const parts = text.match(/(?<![\w=/.@{-])(?:[A-Za-z]['’A-Za-z-]*|\{\d+\}|\d+)(?![\w=/@{}])/g) ?? [];
  return parts.length >= 2 && parts.some((part) => /^a$|^[A-Za-z]*[a-z]{2}/.test(part)) && / /.test(text);
}

/** Without the places at its ends that other texts are put into. The places that stay are numbered from 0. */
function wholeText(text: string): string {
  let places = 0;
  return text
    .replace(/^\{0\} (?=[A-Z])/, '')
    .replace(/(?<=[.?!])(?: ?\{\d+\})+$/, '')
    .trim()
    .replaceAll(/\{\d+\}/g, () => `{${places++}}`);
}

function isLocalised(source: string, { start }: Literal): boolean {
  return /\bl10n\.t\(\s*$/.test(source.slice(Math.max(0, start - 60), start));
}

/** The literals within `new WorkbenchError(…)`, of its subclasses too. */
function literalsOfErrors(source: string, literals: readonly Literal[]): Literal[] {
  const masked = literals.reduce(
    (text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
    source,
  );
  const ranges = [...masked.matchAll(/new (?:Workbench|HttpStatus|Network)Error\(/g)].map(({ index, 0: opening }) => {
    let depth = 1;
    let end = index + opening.length;
    for (; depth > 0 && end < masked.length; end++) depth += { '(': 1, ')': -1 }[masked[end]!] ?? 0;
    return [index, end] as const;
  });
  return literals.filter(({ start }) => ranges.some(([from, to]) => from < start && start < to));
}

/** Names in tables, many of them single words: claims, header parameters, calls. */
function tableNames(): Message[] {
  const source = readFileSync('src/jwt/claims.ts', 'utf8');
  const names = [...source.matchAll(/^ {2}'?([\w#-]+)'?: \[/gm)].map(([, name]) => name!);
  const labels = names.flatMap((name) =>
    [explainClaim(name), explainHeaderParameter(name), explainServiceInfoMember(name)].map(({ label }) => label),
  );
  for (const { what } of knownCalls) labels.push(what);
  return [...new Set(labels)]
    .filter((label) => label !== undefined && label !== '')
    .map((text) => ({ text, place: 'src/jwt/claims.ts, known-paths.ts' }));
}
