import { isIP } from 'node:net';
import { lintCloud, lintVanity } from '../cloud-mistakes.js';
import type { HttpAnswer } from '../http.js';
import { isRedirect, sendRequest } from '../http.js';
import { networkError } from '../network-errors.js';
import type { Finding } from './report.js';
import type { DiagnosisSubject, Findings } from './subject.js';

/** Milliseconds that a server has to answer a small request. */
export const answerTimeoutMs = 10_000;

/** Seconds that servers commonly allow between two clocks. */
export const skewSeconds = 60;

function urlsOf({ environment }: DiagnosisSubject): URL[] {
  return [new URL(environment.tokenEndpoint), new URL(environment.api)];
}

/** Whether the names of the environment lead to addresses. */
export async function names({ subject, io }: Findings): Promise<Finding> {
  const { l10n } = io;
  const mistake = settingMistake(subject);
  if (mistake !== undefined) {
    return { outcome: 'failed', detail: mistake.message, remedy: mistake.hint, fix: 'addEnvironment' };
  }
  const told: string[] = [];
  for (const host of new Set(urlsOf(subject).map(({ hostname }) => hostname.replace(/^\[|\]$/g, '')))) {
    if (isIP(host) !== 0) {
      told.push(l10n.t('{0} is an address', host));
      continue;
    }
    try {
      const [address = ''] = await io.lookup(host);
      told.push(l10n.t('{0} is {1}', host, address));
    } catch (error) {
      if (io.proxy === undefined) {
        const { message, hint } = networkError(error, host);
        return { outcome: 'failed', detail: message, remedy: hint, fix: 'addEnvironment' };
      }
      told.push(l10n.t('{0} is not known here; the proxy looks it up', host));
    }
  }
  return { outcome: 'passed', detail: `${told.join('; ')}.` };
}

function settingMistake({ environment }: DiagnosisSubject) {
  if (environment.kind === 'mock' || environment.vanity === undefined) return undefined;
  return [...lintVanity(environment.vanity), ...lintCloud(environment.cloud ?? '')].find(
    ({ severity }) => severity === 'error',
  );
}

/** Whether token endpoint and gateway answer, over TLS that is trusted, by the proxy if there is one. */
export async function connection(findings: Findings): Promise<Finding> {
  const { subject, io } = findings;
  const { l10n } = io;
  const [token, api] = urlsOf(subject) as [URL, URL];
  const asked = api.origin === token.origin ? [token] : [token, new URL('/', api)];
  for (const url of asked) {
    // Nothing secret is sent: any answer at all shows that the way is open.
    const answer = await sendRequest(
      {
        method: 'GET',
        url: url.href,
        headers: { accept: 'application/json' },
        what: l10n.t('The request'),
        maxBytes: 4096,
        overflow: 'truncate',
      },
      { fetch: io.fetch, now: io.now, signal: io.signal, timeoutMs: answerTimeoutMs },
    );
    const inBetween = answeredInBetween(url, answer, findings);
    if (inBetween !== undefined) return inBetween;
    if (url === token) findings.clockDifference = clockDifferenceOf(answer, io.now());
  }
  const hosts = asked.map(({ host }) => host).join(', ');
  const how =
    token.protocol === 'https:'
      ? l10n.t('{0} answers, and its certificate is trusted', hosts)
      : l10n.t('{0} answers, over plain HTTP on this computer', hosts);
  return { outcome: 'passed', detail: `${how}${io.proxy === undefined ? '' : proxyText(findings)}.` };
}

function proxyText({ io }: Findings): string {
  const host = io.proxy !== undefined && URL.canParse(io.proxy) ? new URL(io.proxy).host : '…';
  return ` (${io.l10n.t('by the proxy {0}', host)})`;
}

/** Proxies and sign-in pages answer in the place of who was asked. */
function answeredInBetween(url: URL, answer: HttpAnswer, { io: { l10n } }: Findings): Finding | undefined {
  if (answer.status === 407) {
    return {
      outcome: 'failed',
      detail: l10n.t('A proxy on the way wants its own sign-in (HTTP 407).'),
      remedy: l10n.t("Give the proxy's user and password in HTTPS_PROXY, or in the setting http.proxy."),
    };
  }
  if (answer.status === 421) {
    return {
      outcome: 'failed',
      detail: l10n.t('{0} does not serve this name (HTTP 421).', url.host),
      remedy: l10n.t('Check the vanity domain. At the mock, another name must be allowed with --allow-host.'),
      fix: 'addEnvironment',
    };
  }
  // The root of a gateway may lead to a page of its own; a token endpoint never leads elsewhere.
  if (!isRedirect(answer) || url.pathname === '/') return undefined;
  return {
    outcome: 'failed',
    detail: l10n.t('{0} answers with a redirect instead of its own answer.', url.host),
    remedy: l10n.t("Check the vanity domain and the cloud; a proxy's sign-in page may also answer so."),
  };
}

/** Seconds by which the server's `Date` (RFC 9110 §6.6.1) is ahead; undefined where it tells none. */
function clockDifferenceOf(answer: HttpAnswer, nowMs: number): number | undefined {
  const ms = Date.parse(answer.headers.get('date') ?? '');
  // The server wrote it about half of the time of the request ago, in whole seconds.
  return Number.isNaN(ms) ? undefined : Math.round((ms + 500 - (nowMs - answer.ms / 2)) / 1000);
}

/** How far the environment's clock is from this computer's: assertions are judged by the one and made by the other. */
export async function clock({ subject, io, clockDifference }: Findings): Promise<Finding> {
  const { l10n } = io;
  if (clockDifference === undefined) {
    return { outcome: 'not-run', detail: l10n.t('The server does not tell its time.') };
  }
  const seconds = Math.abs(clockDifference);
  if (seconds <= skewSeconds) {
    return { outcome: 'passed', detail: l10n.t('The two clocks are {0} seconds apart.', seconds) };
  }
  const apart = seconds < 600 ? l10n.t('{0} seconds', seconds) : l10n.t('{0} minutes', Math.round(seconds / 60));
  const mock = subject.environment.kind === 'mock';
  return {
    outcome: 'failed',
    detail:
      clockDifference > 0
        ? l10n.t("The server's clock is {0} ahead of this computer's.", apart)
        : l10n.t("The server's clock is {0} behind this computer's.", apart),
    remedy: mock
      ? l10n.t("The mock's clock is shifted: end the simulation.")
      : l10n.t('Set the clock of this computer by a time server. Client assertions live ten minutes.'),
    fix: mock ? 'endSimulation' : undefined,
  };
}
