import type { EnvironmentVariableCollection } from 'vscode';
import type { Environment, MockEndpoints } from '../../oauth/environment.js';
import type { Credentials, Environments, MockSupervisor, TerminalClient, Terminals } from '../services.js';
import { Emitter } from './emitter.js';

export interface TerminalsOptions {
  collection: Pick<EnvironmentVariableCollection, 'replace' | 'clear' | 'persistent'>;
  /** Says in the terminal's hover whose variables these are. */
  describe: (client: TerminalClient | undefined) => void;
  environments: Pick<Environments, 'list' | 'onDidChange' | 'ready' | 'active'>;
  credentials: Pick<Credentials, 'get' | 'known' | 'onDidChange'>;
  mock: Pick<MockSupervisor, 'status' | 'onDidChangeStatus'>;
  onError: (error: unknown) => void;
}

/**
 * One API client's variables in the integrated terminals. They follow its credential and the mock's port, and go with
 * the window: VS Code would keep them on disk otherwise, with the secret in them.
 */
export function createTerminals(options: TerminalsOptions): Terminals {
  const { collection, environments, credentials, mock } = options;
  const changed = new Emitter<void>();
  let current: TerminalClient | undefined;
  /** Rises with every change of mind, so that what was read for an older one is dropped. */
  let turn = 0;
  let set: ReadonlyMap<string, string> = new Map();
  collection.persistent = false;

  function mockEndpoints(): MockEndpoints | undefined {
    const { status } = mock;
    return status.state === 'running' || status.state === 'attached' ? status.endpoints : undefined;
  }

  /** Terminals are told to be relaunched with each change, so the same again is none. */
  function put(next: ReadonlyMap<string, string>): void {
    if (next.size === set.size && [...next].every(([name, value]) => set.get(name) === value)) return;
    collection.clear();
    for (const [name, value] of next) collection.replace(name, value);
    set = next;
  }

  function stop(): void {
    turn++;
    if (current === undefined) return;
    current = undefined;
    put(new Map());
    options.describe(undefined);
    changed.fire();
  }

  async function apply(client: TerminalClient, environment: Environment): Promise<readonly string[] | undefined> {
    const asked = ++turn;
    const credential = await credentials.get(environment.id, client.clientId);
    const { clientVariables, variablesToUnset } = await import('../../oauth/client-variables.js');
    if (asked !== turn) return undefined;
    if (credential === undefined) {
      stop();
      return undefined;
    }
    const variables = clientVariables(
      {
        environment,
        endpoints: environment.kind === 'mock' ? mockEndpoints() : undefined,
        client: { id: client.clientId, credential: { kind: 'secret' } },
      },
      credential,
    );
    put(new Map([...Object.entries(variables), ...variablesToUnset(variables).map((name) => [name, ''] as const)]));
    current = client;
    options.describe(client);
    changed.fire();
    return Object.keys(variables);
  }

  /** After a change of what the variables are made of. */
  function follow(): void {
    if (current === undefined) return;
    const { environmentId, clientId } = current;
    const environment = environments.list().find(({ id }) => id === environmentId)?.environment;
    const known = credentials.known(environmentId).find(({ id }) => id === clientId);
    const mockIsAway = environmentId === 'mock' && mockEndpoints() === undefined;
    // While the mock is away its variables stay: it comes back at the same port, as a rule.
    if (known !== undefined && mockIsAway) return;
    if (known === undefined || environment === undefined) {
      stop();
      return;
    }
    void apply({ ...current, name: known.name }, environment).catch(options.onError);
  }

  mock.onDidChangeStatus(({ state }) => {
    if (current?.environmentId === 'mock' && (state === 'running' || state === 'attached')) follow();
  });
  credentials.onDidChange(follow);
  environments.onDidChange(follow);

  return {
    get current() {
      return current;
    },
    onDidChange: changed.event,
    async use(clientId) {
      const environment = await environments.ready();
      const name = credentials.known(environment.id).find(({ id }) => id === clientId)?.name ?? clientId;
      const client = { environmentId: environment.id, environmentName: environment.name, clientId, name };
      return (await apply(client, environment)) ?? [];
    },
    stop,
  };
}
