import type { Memento } from 'vscode';
import { WorkbenchError } from '../../errors.js';
import { type Environment, type MockEndpoints, mockEnvironment } from '../../oauth/environment.js';
import type { EnvironmentEntry, Environments } from '../services.js';
import { Emitter } from './emitter.js';

const environmentsKey = 'oneapi.environments';
const activeKey = 'oneapi.activeEnvironment';

export const mockEnvironmentId = 'mock';

interface StoredTenant {
  environment: Environment;
  adminClientId?: string;
}

export interface EnvironmentsOptions {
  state: Pick<Memento, 'get' | 'update'>;
  mock: {
    /** The addresses while it runs. */
    endpoints(): MockEndpoints | undefined;
    start(): Promise<MockEndpoints>;
  };
}

/** The mock and the tenants that were added; the tenants are in global state, with nothing secret in them. */
export function createEnvironments({ state, mock }: EnvironmentsOptions): Environments {
  const changed = new Emitter<void>();
  const tenants = (): readonly StoredTenant[] => state.get<StoredTenant[]>(environmentsKey) ?? [];

  function mockEntry(): EnvironmentEntry {
    const endpoints = mock.endpoints();
    const entry = { id: mockEnvironmentId, name: 'Mock', kind: 'mock' } as const;
    return endpoints === undefined ? entry : { ...entry, environment: mockEnvironment(endpoints) };
  }

  const list = (): EnvironmentEntry[] => [
    mockEntry(),
    ...tenants()
      .map(({ environment, adminClientId }) => ({
        id: environment.id,
        name: environment.name,
        kind: 'tenant' as const,
        environment,
        ...(adminClientId === undefined ? {} : { adminClientId }),
      }))
      .sort((one, other) => one.name.localeCompare(other.name)),
  ];

  const active = () => {
    const id = state.get<string>(activeKey);
    const all = list();
    return all.find((entry) => entry.id === id) ?? all[0]!;
  };

  function known(id: string): EnvironmentEntry {
    const entry = list().find((one) => one.id === id);
    if (entry !== undefined) return entry;
    throw new WorkbenchError('environment-unknown', 'There is no environment with this id.', {
      hint: `Known are: ${list()
        .map((one) => one.id)
        .join(', ')}.`,
    });
  }

  function reachable(id: string): Environment {
    const entry = list().find((one) => one.id === id);
    if (entry?.environment !== undefined) return entry.environment;
    throw new WorkbenchError('environment-unreachable', 'This environment is not known, or the mock does not run.', {
      hint: 'Start the mock, or switch to the environment first.',
    });
  }

  async function save(next: readonly StoredTenant[]): Promise<void> {
    await state.update(environmentsKey, next);
    changed.fire();
  }

  return {
    onDidChange: changed.event,
    list,
    get active() {
      return active();
    },
    async ready(id) {
      const entry = active();
      if (id !== undefined && id !== entry.id) return reachable(id);
      if (entry.kind === 'tenant') return entry.environment!;
      return mockEnvironment(await mock.start());
    },
    async add(environment) {
      if (environment.id === mockEnvironmentId) {
        throw new WorkbenchError('environment-id-taken', '"mock" is the embedded mock.', { hint: 'Use another id.' });
      }
      const before = tenants().find((one) => one.environment.id === environment.id);
      await save([
        ...tenants().filter((one) => one.environment.id !== environment.id),
        { ...before, environment: { ...environment, kind: 'tenant' } },
      ]);
    },
    async remove(id) {
      if (known(id).kind === 'mock') {
        throw new WorkbenchError('environment-built-in', 'The mock is always there.', {
          hint: 'Stop it, or reset it to forget what it holds.',
        });
      }
      await save(tenants().filter((one) => one.environment.id !== id));
    },
    async switchTo(id) {
      known(id);
      await state.update(activeKey, id);
      changed.fire();
    },
    async setAdminClient(id, clientId) {
      known(id);
      await save(
        tenants().map((one) => {
          if (one.environment.id !== id) return one;
          const { adminClientId: _, ...rest } = one;
          return clientId === undefined ? rest : { ...rest, adminClientId: clientId };
        }),
      );
    },
  };
}
