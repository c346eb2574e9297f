import { generateKeyPair } from '../../../src/keys/generate.js';
import { makeJwks } from '../../../src/keys/jwks.js';
import { writePrivateKey, writePublicKey } from '../../../src/keys/write.js';
import { AdminClient } from '../../../src/oauth/admin-client.js';
import { authWithCredential } from '../../../src/oauth/client-credential.js';
import { diagnose, type Progress } from '../../../src/oauth/diagnosis/diagnose.js';
import type { DiagnosisReport } from '../../../src/oauth/diagnosis/report.js';
import type { DiagnosedCredential, DiagnosisIo, DiagnosisSubject } from '../../../src/oauth/diagnosis/subject.js';
import { adminApiBase, type Environment, mockEnvironment } from '../../../src/oauth/environment.js';
import { MockControl } from '../../../src/oauth/mock-client.js';
import { requestToken } from '../../../src/oauth/token-request.js';
import { type RunningMock, startMock } from '../../../src/zidentity/start.js';

const l10n = {
  t: (message: string, ...args: (string | number | boolean)[]) =>
    message.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
};

export interface Diagnosed extends Partial<DiagnosisSubject> {
  clientId: string;
  stored?: DiagnosedCredential | undefined;
}

/** A mock with API clients, and diagnoses of them. */
export class World {
  private constructor(
    readonly running: RunningMock,
    readonly environment: Environment,
    readonly admin: AdminClient,
    readonly mock: MockControl,
  ) {}

  static async start(): Promise<World> {
    const running = await startMock({ port: 0 });
    const environment = mockEnvironment(running.endpoints);
    const { adminToken } = running;
    const admin = new AdminClient({ base: adminApiBase(environment), authorize: async () => adminToken });
    return new World(running, environment, admin, new MockControl({ base: running.endpoints.http, adminToken }));
  }

  /** The mock as it was started. */
  async calm(): Promise<void> {
    await Promise.all([this.mock.setClock(0), this.mock.removeFaults()]);
    await this.mock.setSettings({ policy: 'zidentity', refuseInvalidCertificates: false });
  }

  private async resources(roles: readonly string[]) {
    const [server] = await this.admin.listResourceServers();
    const selectedScopes = roles.map((service) => ({
      id: server!.serviceScopes!.find((one) => one.service.name === service)!.scopes![0]!.id,
    }));
    return roles.length === 0 ? [] : [{ id: server!.id, selectedScopes }];
  }

  async addSecretClient(
    roles: readonly string[] = ['ZIA'],
  ): Promise<{ clientId: string; stored: DiagnosedCredential }> {
    const { id } = await this.admin.createClient({
      name: 'by secret',
      accessTokenLifeTime: 600,
      clientAuthentication: { authType: 'SECRET' },
      clientResources: await this.resources(roles),
    });
    const { id: secretId, value, expiresAt } = await this.admin.createSecret(id);
    return { clientId: id, stored: { kind: 'secret', secret: value, secretId, expiresAt } };
  }

  async addKeyClient(): Promise<{ clientId: string; stored: Extract<DiagnosedCredential, { kind: 'key' }> }> {
    const { privateKey, publicKey } = await generateKeyPair('RSA-2048');
    const { id } = await this.admin.createClient({
      name: 'by key',
      accessTokenLifeTime: 600,
      clientAuthentication: {
        authType: 'PUBKEYCERT',
        publicKeys: [{ keyName: 'k.pem', keyValue: writePublicKey(publicKey) }],
      },
      clientResources: await this.resources(['ZCC']),
    });
    return { clientId: id, stored: { kind: 'key', privateKey: writePrivateKey(privateKey) } };
  }

  async addJwksClient(name: string) {
    const { privateKey, publicKey } = await generateKeyPair('EC-P256');
    const jwks = { keys: [...makeJwks([publicKey]).keys] };
    const { url } = await this.mock.publishJwks(name, jwks);
    const { id } = await this.admin.createClient({
      name: 'by JWKS',
      accessTokenLifeTime: 600,
      clientAuthentication: { authType: 'JWKS', clientJWKsUrl: url },
      clientResources: await this.resources(['ZIAM']),
    });
    const stored = { kind: 'key' as const, privateKey: writePrivateKey(privateKey), kid: jwks.keys[0]!.kid };
    return { clientId: id, stored, jwks };
  }

  diagnose(
    { clientId, stored, ...change }: Diagnosed,
    io: Partial<DiagnosisIo> = {},
    onProgress?: (checks: Progress) => void,
  ): Promise<DiagnosisReport> {
    const environment = change.environment ?? this.environment;
    const now = io.now ?? Date.now;
    const subject: DiagnosisSubject = {
      environment,
      clientId,
      clientName: 'tested',
      credential: async () => stored,
      registered: () => this.admin.getClient(clientId),
      secrets: () => this.admin.listSecrets(clientId),
      settings: () => this.mock.settings(),
      obtain: (signal) =>
        requestToken(
          {
            tokenEndpoint: environment.tokenEndpoint,
            clientId,
            auth: authWithCredential(clientId, stored!, { environment, now }),
          },
          { signal, retry: { retries: 0, maxPauseMs: 0 } },
        ),
      ...change,
    };
    const lookup = async () => ['192.0.2.1'];
    return diagnose(subject, { fetch, lookup, now, l10n, ...io }, onProgress);
  }
}
