import { mockEnvironmentId } from '../../commands/services/environments.js';
import type { Services } from '../../commands/services.js';
import { formatTime } from '../../jwt/time.js';
import type { ExchangeData } from './exchange-data.js';
import type { PictureFacts } from './picture.js';

type Known = Pick<Services, 'state' | 'credentials' | 'environments' | 'simulation' | 'now'>;

/** What this window knows of an exchange's client and environment. Asks nobody. */
export function exchangeFacts({
  state,
  credentials,
  environments,
  simulation,
  now,
}: Known): (exchange: ExchangeData) => PictureFacts {
  const { clients } = state.snapshot;
  return ({ clientId, environmentId, at }) => {
    const entry = environments.list().find(({ id }) => id === environmentId);
    const active = environments.active.id === environmentId;
    const listed = active ? clients.find(({ id }) => id === clientId) : undefined;
    const known = credentials.known(environmentId).find(({ id }) => id === clientId);
    const authType = listed?.clientAuthentication?.authType ?? known?.auth;
    const jwksUrl = listed?.clientAuthentication?.clientJWKsUrl ?? undefined;
    const environment = entry?.environment;
    return {
      clientName: listed?.name ?? known?.name ?? clientId,
      environmentName: entry?.name ?? environmentId,
      listed: listed !== undefined,
      known: known !== undefined,
      active,
      clockOffset: environmentId === mockEnvironmentId ? simulation.state.offsetSeconds : 0,
      ...(authType === undefined ? {} : { authType }),
      hosts: {
        ...hostOf('jwks', jwksUrl),
        ...hostOf('zidentity', environment?.issuer),
        ...hostOf('gateway', environment?.api),
      },
      time: timeOf(at),
      shortTime: shortTimeOf(at, now()),
    };
  };
}

function hostOf(name: string, url: string | undefined): Record<string, string> {
  return url !== undefined && URL.canParse(url) ? { [name]: new URL(url).host } : {};
}

function timeOf(at: string): string {
  const milliseconds = Date.parse(at);
  return Number.isNaN(milliseconds) ? at : formatTime(milliseconds / 1000);
}

/** The time alone for what happened today (UTC), else the day. */
function shortTimeOf(at: string, nowMs: number): string {
  const text = timeOf(at);
  const [day = '', time = ''] = text.split(' ');
  return time !== '' && new Date(nowMs).toISOString().startsWith(day) ? time : day;
}
