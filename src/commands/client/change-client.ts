import type { AdminApiClient } from '../../oauth/admin-client.js';
import type { ApiClientInput } from '../../oauth/admin-schemas.js';
import type { Services } from '../services.js';

/** Changes fields of an API client through the admin API and shows the result. */
export async function changeClient(
  services: Services,
  clientId: string,
  change: Partial<ApiClientInput>,
): Promise<AdminApiClient> {
  const admin = await services.admin();
  const client = await admin.changeClient(clientId, change);
  await services.credentials.rename(services.environments.active.id, clientId, client.name);
  services.log.info(`Changed ${Object.keys(change).join(', ')} of the API client ${clientId}.`);
  await services.state.refresh(['clients', 'tokens']);
  return client;
}
