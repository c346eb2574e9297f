import type { Method } from './method.js';
import { must } from './setting.js';

/** Client Secret: made when the client is defined, shown once, and kept by ZIdentity as a hash. */
export function secretMethod(): Method {
  let secret = '';
  return {
    title: 'Client Secret',
    workflow: 'The request carries the secret; ZIdentity compares it with the copy that it saved.',
    clientName: 'demo secret',
    registration: 'and authenticates by a secret',
    service: 'ZIA',
    role: 'API_Role_READONLY',
    covered: { method: 'GET', path: '/zia/api/v1/locations/lite' },
    // A role that only reads does not cover a write.
    uncovered: { method: 'POST', path: '/zia/api/v1/ruleLabels', body: { name: 'demo' } },
    prepare: () => [],
    authentication: () => ({ authType: 'SECRET' }),
    credential: ({ admin, trace }, clientId) => [
      {
        title: 'A secret is made; its value is shown this once',
        async run() {
          const made = await admin.createSecret(clientId());
          secret = made.value;
          trace.hide(secret);
          const listed = await admin.listSecrets(clientId());
          must(!JSON.stringify(listed).includes(secret), 'The list of secrets shows the value.');
          return ['Listed again, the value is masked.'];
        },
      },
    ],
    auth: () => ({ method: 'client_secret_post', secret }),
  };
}
