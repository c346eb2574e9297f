import { lookup } from 'node:dns/promises';
import * as vscode from 'vscode';
import { localiser } from '../../editor/localiser.js';
import { diagnose, type Progress } from '../../oauth/diagnosis/diagnose.js';
import type { DiagnosisReport } from '../../oauth/diagnosis/report.js';
import type { DiagnosisSubject } from '../../oauth/diagnosis/subject.js';
import type { Environment } from '../../oauth/environment.js';
import { clientName } from '../pick-client.js';
import type { Services } from '../services.js';

/** Diagnoses an API client of the active environment with what this window has at hand. */
export async function runDiagnosis(
  services: Services,
  clientId: string,
  options: { signal?: AbortSignal; onProgress?: (checks: Progress) => void } = {},
): Promise<DiagnosisReport> {
  const environment = await services.environments.ready();
  const report = await diagnose(
    subjectOf(services, environment, clientId),
    {
      fetch: services.fetch,
      lookup: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
      proxy: environment.kind === 'mock' ? undefined : proxy(),
      now: services.now,
      l10n: localiser,
      signal: options.signal,
    },
    options.onProgress,
  );
  const failed = report.checks.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
  services.log.info(`Diagnosed ${clientId}: ${failed.length === 0 ? 'nothing is wrong' : failed.join(', ')}.`);
  return report;
}

function subjectOf(services: Services, environment: Environment, clientId: string): DiagnosisSubject {
  const { credentials, tokens, environments } = services;
  const mayAsk = environment.kind === 'mock' || environments.active.adminClientId !== undefined;
  return {
    environment,
    clientId,
    clientName: clientName(services, clientId),
    credential: () => credentials.get(environment.id, clientId),
    ...(mayAsk
      ? {
          registered: async () => (await services.admin()).getClient(clientId),
          secrets: async () => (await services.admin()).listSecrets(clientId),
        }
      : {}),
    ...(environment.kind === 'mock' ? { settings: async () => (await services.mock.control()).settings() } : {}),
    obtain: (signal) => tokens.obtain(clientId, { environmentId: environment.id, ...(signal && { signal }) }),
  };
}

/** The proxy that requests of VS Code go by, where one is set. */
function proxy(): string | undefined {
  const set = vscode.workspace.getConfiguration('http').get<string>('proxy');
  const { HTTPS_PROXY, https_proxy } = process.env;
  return [set, https_proxy, HTTPS_PROXY].find((one) => one !== undefined && one !== '');
}
