import { type Assignment, assignmentsIn, forEachLine, isPlaceholder } from './assignments.js';
import { lintCloud, lintVanity, type SettingProblem } from './cloud-mistakes.js';
import { privateKeyMistake } from './key-mistakes.js';
import type { SdkMistake } from './sdk-mistake.js';
import { oneApiAudience } from './standard-values.js';

/** What a text is, which decides what counts as a literal. */
export type ConfigurationKind = 'dotenv' | 'yaml' | 'terraform' | 'source';

const maxMistakes = 200;

/** Names that the SDKs do not read, some of them printed in a README, with the ones they do. */
const misspelt: Readonly<Record<string, string>> = {
  ZSCALER_CLIENTID: 'ZSCALER_CLIENT_ID',
  ZSCALER_CLIENT_CLIENTID: 'ZSCALER_CLIENT_ID',
  ZSCALER_CLIENTSECRET: 'ZSCALER_CLIENT_SECRET',
  ZSCALER_CLIENT_CLIENTSECRET: 'ZSCALER_CLIENT_SECRET',
  ZSCALER_SECRET: 'ZSCALER_CLIENT_SECRET',
  ZSCALER_PRIVATEKEY: 'ZSCALER_PRIVATE_KEY',
  ZSCALER_CLIENT_PRIVATEKEY: 'ZSCALER_PRIVATE_KEY',
  ZSCALER_CLIENT_PRIVATE_KEY: 'ZSCALER_PRIVATE_KEY',
  ZSCALER_VANITY: 'ZSCALER_VANITY_DOMAIN',
  ZSCALER_VANITYDOMAIN: 'ZSCALER_VANITY_DOMAIN',
  ZSCALER_CLIENT_VANITYDOMAIN: 'ZSCALER_VANITY_DOMAIN',
  ZSCALER_CLIENT_VANITY_DOMAIN: 'ZSCALER_VANITY_DOMAIN',
  ZSCALER_CLIENT_CLOUD: 'ZSCALER_CLOUD',
  ZSCALER_CLIENT_CUSTOMERID: 'ZSCALER_CUSTOMER_ID',
  ZSCALER_CLIENT_CUSTOMER_ID: 'ZSCALER_CUSTOMER_ID',
  ZSCALER_CUSTOMERID: 'ZSCALER_CUSTOMER_ID',
};

const vanityNames = 'ZSCALER_VANITY_DOMAIN|vanity_?domain|WithVanityDomain';
const cloudNames = 'ZSCALER_CLOUD|WithZscalerCloud';
const clientIdNames = 'ZSCALER_CLIENT_ID|WithClientID';

/** Characters of the shortest name that is looked for, `cloud`. */
const shortestName = 5;

/** Lines around one with a vanity domain in which a plain `cloud` is the SDK's. */
const nearby = 12;

/** The kind of a file by its name. */
export function configurationKind(fileName: string): ConfigurationKind {
  const base = fileName.split(/[/\\]/).at(-1)!.toLowerCase();
  if (/^\.env(?:\..{1,60})?$|\.env$/.test(base) || /\.(?:sh|bash|zsh|envrc)$|^\.envrc$/.test(base)) return 'dotenv';
  if (/\.ya?ml$/.test(base)) return 'yaml';
  return /\.(?:tf|tfvars|hcl)$/.test(base) ? 'terraform' : 'source';
}

/**
 * Mistakes that people make with the official SDKs and what is built on them (Terraform, Ansible):
 * names nobody reads, a URL as vanity domain, a ZIA cloud as ZIdentity cloud, keys the SDK cannot
 * use. In the order of the text; at most 200, in the first MiB. Linear in the text's length.
 */
export function findSdkMistakes(text: string, kind: ConfigurationKind): SdkMistake[] {
  const mistakes: SdkMistake[] = [];
  const vanityLines = linesWith(text, /vanity_?domain/i);
  const bareWords = kind === 'dotenv' || kind === 'yaml';
  forEachLine(text, (line, offset, number) => {
    if (mistakes.length >= maxMistakes || line.length < shortestName || isComment(line, kind)) return;
    mistakes.push(...misspeltNames(line, offset));
    const values = (names: string) =>
      assignmentsIn(line, offset, names, bareWords).filter((one) => !isPlaceholder(one.value));
    if (/vanity/i.test(line))
      for (const one of values(vanityNames)) mistakes.push(...hostMistakes(lintVanity(one.value), one));
    if (/cloud/i.test(line)) {
      const names = vanityLines.some((each) => Math.abs(each - number) <= nearby)
        ? `${cloudNames}|zscaler_cloud|cloud`
        : `${cloudNames}|zscaler_cloud`;
      for (const one of values(names)) mistakes.push(...hostMistakes(lintCloud(one.value), one));
    }
    if (/client_?id/i.test(line)) for (const one of values(clientIdNames)) mistakes.push(...clientIdMistakes(one));
    if (/audience/i.test(line)) for (const one of values('audience')) mistakes.push(...audienceMistakes(one));
    const key = /private_?key/i.test(line) ? privateKeyMistake(text, line, offset) : undefined;
    if (key !== undefined) mistakes.push(key);
  });
  return mistakes.sort((one, other) => one.start - other.start).slice(0, maxMistakes);
}

function linesWith(text: string, pattern: RegExp): number[] {
  const numbers: number[] = [];
  forEachLine(text, (line, _, number) => {
    if (numbers.length < 50 && pattern.test(line)) numbers.push(number);
  });
  return numbers;
}

function isComment(line: string, kind: ConfigurationKind): boolean {
  return kind === 'source' ? /^\s{0,200}(?:#|\/\/|\*|\/\*)/.test(line) : /^\s{0,200}#/.test(line);
}

function misspeltNames(line: string, offset: number): SdkMistake[] {
  const mistakes: SdkMistake[] = [];
  for (const match of line.matchAll(/(?<!\w)ZSCALER_[A-Z_]{3,40}(?!\w)/g)) {
    const name = match[0];
    const range = { start: offset + match.index, end: offset + match.index + name.length };
    if (Object.hasOwn(misspelt, name)) {
      mistakes.push({
        code: 'sdk-variable-misspelt',
        severity: 'error',
        ...range,
        message: `No SDK reads ${name}.`,
        hint: `The variable is called ${misspelt[name]}.`,
        replacement: misspelt[name]!,
      });
    } else if (name.startsWith('ZSCALER_CLIENT_PROXY_')) {
      mistakes.push({
        code: 'sdk-variable-proxy',
        severity: 'warning',
        ...range,
        message: `The Python SDK does not read ${name}, although its README names it.`,
        hint: 'Set HTTPS_PROXY, e.g. HTTPS_PROXY=http://127.0.0.1:8787.',
      });
    }
  }
  return mistakes;
}

function hostMistakes(found: readonly SettingProblem[], { start, end }: Assignment): SdkMistake[] {
  return found.map(({ code, severity, message, hint, suggestion }) => ({
    code: `sdk-${code}`,
    severity,
    start,
    end,
    message,
    hint,
    ...(suggestion === undefined ? {} : { replacement: suggestion }),
  }));
}

/** ZPA's customer id is a long number; ids of API clients have letters. */
function clientIdMistakes({ value, start, end }: Assignment): SdkMistake[] {
  if (!/^\d{8,24}$/.test(value)) return [];
  return [
    {
      code: 'sdk-client-id-is-customer-id',
      severity: 'warning',
      start,
      end,
      message: 'This looks like a ZPA customer id, not like the id of an API client.',
      hint: 'Give the Client ID of the API Clients page here; the customer id goes into ZSCALER_CUSTOMER_ID (Python) or ZPA_CUSTOMER_ID (Go).',
    },
  ];
}

function audienceMistakes({ value, start, end }: Assignment): SdkMistake[] {
  if (!/^https:\/\/api\.(?:[a-z0-9-]{1,40}\.)?(?:zsapi\.net|zscalergov\.(?:net|us))\/?$/i.test(value)) return [];
  return [
    {
      code: 'sdk-audience-is-api-host',
      severity: 'warning',
      start,
      end,
      message: 'The audience is the address of the API.',
      hint: `ZIdentity's documentation says ${oneApiAudience} for every cloud.`,
      replacement: oneApiAudience,
    },
  ];
}
