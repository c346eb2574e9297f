import { cloudNamed, isProduction, knownCloudNames, knownClouds } from '../clouds.js';
import { isHostLabel, tenantOfHost } from './clouds.js';

/** What is wrong with a vanity domain or cloud as a person typed it. */
export interface SettingProblem {
  code: string;
  /** `error`: no tenant can be reached so. `warning`: it may work, but hardly as meant. */
  severity: 'error' | 'warning';
  message: string;
  hint: string;
  /**
   * A value to offer in its place; an empty one means to leave the setting out. For the vanity domain
   * `suggestedCloud` may go with it.
   */
  suggestion?: string;
  suggestedCloud?: string;
}

/** Clouds of ZIA and ZPA. They name data planes and are no ZIdentity clouds. */
const productClouds = new Set([
  'zscaler',
  'zscalerone',
  'zscalertwo',
  'zscalerthree',
  'zscloud',
  'zscalerbeta',
  'zscalergov',
  'zscalerten',
  'zspreview',
  'zsdemo',
  'zpatwo',
  'zpacloud',
  'zdxcloud',
  'private',
]);

/** Product clouds whose tenants sign in at another ZIdentity cloud than production. */
const identityCloudOfProductCloud: Readonly<Record<string, string>> = {
  zscalerbeta: 'beta',
  zscalergov: 'gov',
};

/** Other names that people give a ZIdentity cloud, with the right one; empty means production. */
const aliases: Readonly<Record<string, string>> = {
  prod: '',
  default: '',
  zslogin: '',
  zsapi: '',
  zsloginbeta: 'beta',
  zidentitygov: 'gov',
  'gov-us': 'govus',
  gov_us: 'govus',
};

/** Hosts that people paste from a ZIA or ZPA address bar. */
const productHost = /(?:^|\.)(?:zscaler[a-z]*|zscloud|zspreview|zsdemo|zpatwo|zpacloud)\.(?:net|com|us)$/;

/**
 * The mistakes of a vanity domain: at most one problem of each kind, none for a good one.
 * `vanity` is the text as typed.
 */
export function lintVanity(vanity: string): SettingProblem[] {
  const problems: SettingProblem[] = [];
  const trimmed = vanity.trim();
  if (trimmed === '') {
    return [
      {
        code: 'vanity-missing',
        severity: 'error',
        message: 'There is no vanity domain.',
        hint: 'It is the first label of the sign-in address: acme for https://acme.zslogin.net.',
      },
    ];
  }
  if (trimmed !== vanity) {
    problems.push({
      code: 'vanity-spaces',
      severity: 'error',
      message: 'The vanity domain has white space around it.',
      hint: 'Remove it: the SDKs put the text into a host name as it is.',
      suggestion: trimmed.toLowerCase(),
    });
  }
  const host = hostIn(trimmed);
  if (host === undefined) {
    problems.push(...lintLabel(trimmed));
    return problems;
  }
  const isUrl = trimmed.includes('/') || trimmed.includes(':');
  const tenant = tenantOfHost(host);
  if (tenant !== undefined) {
    const admin = host.slice(0, host.indexOf('.')).toLowerCase().endsWith('-admin');
    problems.push({
      code: isUrl ? 'vanity-is-url' : admin ? 'vanity-is-admin-host' : 'vanity-is-host',
      severity: 'error',
      message: admin ? adminAddress(isUrl) : wholeAddress(isUrl),
      hint: firstLabelHint(tenant, admin),
      suggestion: tenant.vanity,
      ...(isProduction(tenant.cloud) ? {} : { suggestedCloud: tenant.cloud }),
    });
    return problems;
  }
  problems.push({
    code: productHost.test(host.toLowerCase()) ? 'vanity-is-product-host' : isUrl ? 'vanity-is-url' : 'vanity-is-host',
    severity: 'error',
    message: productHost.test(host.toLowerCase())
      ? `${bounded(host)} belongs to a product, not to ZIdentity.`
      : wholeAddress(isUrl),
    hint: 'Look at the address where you sign in to ZIdentity, e.g. https://acme.zslogin.net, and give its first label: acme.',
  });
  return problems;
}

function wholeAddress(isUrl: boolean): string {
  return isUrl ? 'The vanity domain is a whole URL.' : 'The vanity domain is a whole host name.';
}

function adminAddress(isUrl: boolean): string {
  return isUrl ? "The vanity domain is the admin portal's URL." : "The vanity domain is the admin portal's host name.";
}

function firstLabelHint({ vanity, cloud }: { vanity: string; cloud: string }, admin: boolean): string {
  if (isProduction(cloud)) {
    return admin ? `Give its first label alone, without -admin: ${vanity}.` : `Give its first label alone: ${vanity}.`;
  }
  return admin
    ? `Give its first label alone, without -admin: ${vanity}, with the cloud ${cloud}.`
    : `Give its first label alone: ${vanity}, with the cloud ${cloud}.`;
}

function lintLabel(text: string): SettingProblem[] {
  const lower = text.toLowerCase();
  if (!isHostLabel(lower)) {
    return [
      {
        code: 'vanity-not-a-label',
        severity: 'error',
        message: /\s/.test(text)
          ? 'The vanity domain has a space in it.'
          : 'The vanity domain is no part of a host name.',
        hint: 'It has letters, digits and hyphens alone, 63 at most. It is not the name of the organisation.',
      },
    ];
  }
  if (lower.endsWith('-admin') && lower.length > '-admin'.length) {
    return [
      {
        code: 'vanity-is-admin-host',
        severity: 'warning',
        message: 'The vanity domain ends in -admin, as the host of the admin portal does.',
        hint: 'Give it without -admin, unless the tenant is really named so.',
        suggestion: lower.slice(0, -'-admin'.length),
      },
    ];
  }
  if (productClouds.has(lower)) {
    return [
      {
        code: 'vanity-is-product-cloud',
        severity: 'warning',
        message: `${lower} is the name of a product cloud.`,
        hint: 'The vanity domain is the first label of your own sign-in address, e.g. acme for https://acme.zslogin.net.',
      },
    ];
  }
  if (lower !== text) {
    return [
      {
        code: 'vanity-upper-case',
        severity: 'warning',
        message: 'The vanity domain has upper-case letters.',
        hint: 'Host names have none; an assertion whose aud names the tenant may be refused for it.',
        suggestion: lower,
      },
    ];
  }
  return [];
}

/** The mistakes of a ZIdentity cloud; none for an empty one, which means production. */
export function lintCloud(cloud: string): SettingProblem[] {
  const trimmed = cloud.trim();
  const problems: SettingProblem[] = [];
  if (trimmed !== cloud) {
    problems.push({
      code: 'cloud-spaces',
      severity: 'error',
      message: 'The cloud has white space around it.',
      hint: 'Remove it: the SDKs put the text into a host name as it is.',
      suggestion: trimmed,
    });
  }
  if (isProduction(trimmed)) return problems;
  const lower = trimmed.toLowerCase();
  if (knownClouds.some((known) => known.name.toLowerCase() === lower)) return problems;

  const host = hostIn(trimmed)?.toLowerCase();
  const byHost = host === undefined ? undefined : cloudOfHost(host);
  // ZIdentity's gov API hosts have the name of a product cloud in them.
  const name = host === undefined ? lower : byHost === undefined ? host.split('.').at(-2) : undefined;
  if (name !== undefined && productClouds.has(name)) {
    const identityCloud = identityCloudOfProductCloud[name] ?? '';
    problems.push({
      code: 'cloud-is-product-cloud',
      severity: 'error',
      message: `${name} is a cloud of ZIA or ZPA, not a ZIdentity cloud.`,
      hint:
        identityCloud === ''
          ? 'Leave the cloud out for tenants whose sign-in address ends in zslogin.net.'
          : `Leave the cloud out for tenants whose sign-in address ends in zslogin.net; yours is probably ${identityCloud}.`,
      suggestion: identityCloud,
    });
  } else if (host === undefined && Object.hasOwn(aliases, lower)) {
    const right = aliases[lower] ?? '';
    problems.push({
      code: 'cloud-misspelt',
      severity: 'error',
      message: `${lower} is not the name of a ZIdentity cloud.`,
      hint: right === '' ? 'Leave the cloud out for production.' : `The cloud is called ${right}.`,
      suggestion: right,
    });
  } else if (byHost !== undefined) {
    problems.push({
      code: 'cloud-is-host',
      severity: 'error',
      message: 'The cloud is a host name or URL.',
      hint: isProduction(byHost)
        ? 'Leave the cloud out: this host is of production.'
        : `Give the name alone: ${byHost}.`,
      suggestion: isProduction(byHost) ? '' : byHost,
    });
  } else if (!isHostLabel(lower)) {
    problems.push({
      code: 'cloud-not-a-label',
      severity: 'error',
      message: 'The cloud is no part of a host name.',
      hint: `Leave it out for production, or give one of ${knownCloudNames()}.`,
    });
  } else {
    const built = cloudNamed(lower);
    problems.push({
      code: 'cloud-unknown',
      severity: 'warning',
      message: `No ZIdentity cloud named ${lower} is documented.`,
      hint: `The SDKs would ask ${built.loginDomain} and ${built.apiHost}. Known are ${knownCloudNames()}; leave it out for production.`,
    });
  }
  return problems;
}

function cloudOfHost(host: string): string | undefined {
  const exact = knownClouds.find((known) => known.apiHost === host || known.loginDomain === host);
  return exact?.name ?? tenantOfHost(host)?.cloud;
}

/** The host in a URL or host name with dots; undefined for a text that is neither. */
function hostIn(text: string): string | undefined {
  const withoutScheme = text.replace(/^[a-z][a-z0-9+.-]{0,20}:\/*/i, '');
  const host = withoutScheme.split(/[/?#:]/, 1)[0] ?? '';
  const looksLikeUrl = withoutScheme !== text || /[/:]/.test(text);
  if (host === '' || /\s/.test(host)) return undefined;
  return looksLikeUrl || host.includes('.') ? host : undefined;
}

function bounded(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
