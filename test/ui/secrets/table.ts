// Every command, each with an argument object that it can do something with.
import { join } from 'node:path';
import type { CommandId } from '../../../src/commands/ids.js';
import { getToken, markCredential, type World } from './world.js';

export interface Run {
  args?: (world: World) => unknown;
  /** What a person asked to have: the result, or a copy of a secret. */
  gives?: 'result' | 'copy' | 'both';
  /** Opens an editor, which it needs. */
  inEditor?: true;
  /** Asks something whatever it is given; the question is dismissed. */
  asks?: true;
  /** The fault that is expected. */
  fault?: RegExp;
  /** After it: marks what came to be, or puts something right. */
  after?: (world: World, result: unknown) => Promise<unknown>;
}

const nothing: readonly Run[] = [{ args: () => ({}) }];
const of = (method: keyof World['clients'], more: object = {}): NonNullable<Run['args']> => {
  return ({ clients }) => ({ clientId: clients[method], ...more });
};
const path = '/zia/api/v1/status';

/** In this order. A command that is missing here does not compile, and fails the test. */
export const commandRuns: Readonly<Record<CommandId, readonly Run[]>> = {
  'oneapi.mock.start': nothing,
  'oneapi.environment.load': nothing,
  'oneapi.refresh': nothing,
  'oneapi.mock.menu': [{ args: () => ({}), asks: true }],
  'oneapi.client.edit': [
    { args: of('SECRET', { description: 'edited', lifetimeSeconds: 600 }) },
    { args: of('SECRET', { name: 'x'.repeat(200) }), fault: /128/ },
    { args: of('JWKS', { jwksUrl: 'http://127.0.0.1:1/jwks.json' }), fault: /127\.0\.0\.1:1/ },
    {
      args: of('PUBKEYCERT', { auth: 'PUBKEYCERT' }),
      after: ({ workbench, markers, clients }) => markCredential(workbench, markers, clients.PUBKEYCERT),
    },
  ],
  'oneapi.client.disable': [{ args: of('JWKS') }],
  'oneapi.client.enable': [{ args: of('JWKS') }],
  'oneapi.client.roles': [{ args: of('PUBKEYCERT', { scopes: ['ZIA:API_Role01'] }) }],
  'oneapi.client.search': [{ args: () => ({ text: 'marked' }) }],
  'oneapi.client.clearSearch': nothing,
  'oneapi.client.copyId': [{ args: of('SECRET') }],
  'oneapi.client.copyCredential': [
    { args: of('SECRET'), gives: 'copy' },
    { args: of('JWKS'), gives: 'copy' },
  ],
  'oneapi.secret.add': [
    {
      args: of('SECRET'),
      after: ({ workbench, markers, clients }) => markCredential(workbench, markers, clients.SECRET),
    },
    { args: of('JWKS'), fault: /does not authenticate by a secret/ },
  ],
  'oneapi.keys.generate': [
    { args: () => ({ type: 'EC-P256' }), gives: 'result', after: markGenerated },
    { args: ({ asked }) => ({ type: 'EC-P256', privateKeyFile: join(asked, 'key.pem') }) },
    { args: ({ asked }) => ({ type: 'EC-P256', privateKeyFile: join(asked, 'key.pem') }), fault: /exists already/ },
    { args: ({ own }) => ({ type: 'EC-P256', privateKeyFile: own.privateKey }), fault: /not a path/ },
  ],
  'oneapi.key.replace': [
    {
      args: of('PUBKEYCERT'),
      after: ({ workbench, markers, clients }) => markCredential(workbench, markers, clients.PUBKEYCERT),
    },
    { args: of('SECRET'), fault: /secret|key/ },
  ],
  'oneapi.client.show': [{ args: of('SECRET') }],
  'oneapi.scope.show': [{ args: () => ({ scopeId: 'ZIA' }) }],
  'oneapi.publicKey.add': [
    { args: ({ own, clients }) => ({ clientId: clients.PUBKEYCERT, pem: own.privateKey }), fault: /private key/ },
    { args: ({ own, clients }) => ({ clientId: clients.PUBKEYCERT, file: own.privateKey }), fault: /not a path/ },
  ],
  'oneapi.publicKey.remove': [
    { args: of('PUBKEYCERT', { thumbprint: 'x' }), fault: /./ },
    { args: of('PUBKEYCERT', { thumbprint: 'x', secret: 'x' }), fault: /./ },
  ],
  'oneapi.jwks.generate': [
    { args: of('JWKS') },
    { args: ({ own }) => ({ keys: [own.privateKey, own.jwk] }) },
    { args: ({ own }) => ({ keys: [own.privateKey.replace('PRIVATE', 'PUBLIC')] }), fault: /damaged|needed/ },
    { args: ({ own }) => ({ keys: [own.jwk.replace('"kty"', '"kt')] }), fault: /./ },
    { args: of('SECRET'), fault: /secret|key/ },
  ],
  'oneapi.certificate.generate': [
    { args: ({ own }) => ({ commonName: 'marked', privateKey: own.privateKey }) },
    { args: ({ own }) => ({ commonName: 'marked', privateKey: own.encryptedKey }), fault: /passphrase/ },
    { args: ({ own }) => ({ commonName: own.secret.repeat(3), privateKey: own.privateKey }), fault: /./ },
  ],
  'oneapi.token.get': [
    {
      args: of('SECRET'),
      gives: 'result',
      after: async (world, result) => {
        world.token = result as World['token'];
        world.markers.addToken('an access token', world.token.accessToken);
      },
    },
    { args: () => ({ clientId: 'iq0000000none' }), fault: /No credential/ },
  ],
  'oneapi.token.inspect': [
    { args: ({ token }) => ({ jti: token.jti }) },
    { args: ({ token }) => ({ token: token.accessToken }) },
    { args: ({ token }) => ({ token: token.accessToken.slice(20) }), fault: /./ },
    { args: ({ own }) => ({ text: own.privateKey }) },
    { args: ({ own }) => ({ text: own.secret }) },
    { args: () => ({ handle: 'nothing' }), fault: /no longer in memory/ },
  ],
  'oneapi.token.copy': [{ args: of('SECRET'), gives: 'copy' }],
  'oneapi.token.copyClaims': [
    { args: ({ token }) => ({ token: token.accessToken }) },
    { args: ({ own }) => ({ token: own.secret }), fault: /./ },
  ],
  'oneapi.token.insert': [{ args: of('SECRET'), inEditor: true }],
  'oneapi.token.replace': [{ args: () => ({ handle: 'nothing' }), fault: /no longer in memory/ }],
  'oneapi.token.filter': [{ args: of('SECRET', { status: 'ACTIVE' }) }],
  'oneapi.token.loadMore': nothing,
  'oneapi.token.clearFilter': nothing,
  'oneapi.token.search': [{ args: () => ({ text: 'marked' }) }],
  'oneapi.token.clearSearch': nothing,
  'oneapi.assertion.mint': [
    {
      args: of('JWKS'),
      gives: 'result',
      after: async ({ markers }, result) => markers.addToken('a minted assertion', String(result)),
    },
    { args: of('SECRET'), fault: /authenticates by a secret/ },
  ],
  'oneapi.exchange.show': [{ args: of('SECRET') }, { args: of('JWKS') }],
  'oneapi.client.diagnose': [{ args: of('SECRET') }, { args: of('JWKS') }],
  'oneapi.api.call': [
    { args: of('SECRET', { method: 'GET', path }) },
    { args: ({ clients, own }) => ({ clientId: clients.SECRET, method: 'GET', path: `${path}?key=${own.jwk}` }) },
    { args: ({ clients, own }) => ({ clientId: clients.SECRET, method: own.secret, path }), fault: /HTTP method/ },
    { args: of('SECRET', { method: 'GET', path: '//elsewhere.example/' }), fault: /./ },
  ],
  'oneapi.scope.copyId': [{ args: () => ({ scopeId: 'hh::hp' }) }],
  'oneapi.code.copyAs': [
    { args: of('SECRET', { format: 'curl' }) },
    { args: of('SECRET', { format: 'dotenv', includeSecret: true }), gives: 'both' },
    { args: of('JWKS', { format: 'python', includeSecret: true }) },
  ],
  'oneapi.code.insertAs': [{ args: of('JWKS', { format: 'python' }), inEditor: true }],
  'oneapi.terminal.use': [{ args: of('SECRET') }, { args: of('JWKS') }],
  'oneapi.terminal.stopUsing': nothing,
  'oneapi.connection.show': [{ args: of('SECRET') }],
  'oneapi.walkthrough.show': nothing,
  'oneapi.log.show': nothing,
  'oneapi.simulate': [
    { args: () => ({ fault: { target: 'token', status: 429, headers: { 'retry-after': '0' } } }) },
    { args: () => ({ clockOffsetSeconds: 1.5 }), fault: /whole number/ },
  ],
  'oneapi.simulate.end': nothing,
  'oneapi.secret.move': [{ args: () => ({ handle: 'nothing', kind: 'client-secret' }), fault: /no longer in memory/ }],
  'oneapi.client.import': [
    { args: ({ own }) => ({ clientId: 'imported', secret: own.secret }) },
    { args: ({ own }) => ({ clientId: 'imported-key', privateKey: own.privateKey }) },
    {
      args: ({ own }) => ({ clientId: 'imported-key', privateKey: own.encryptedKey, passphrase: own.passphrase }),
    },
    {
      args: ({ own }) => ({ clientId: 'x', privateKey: own.encryptedKey, passphrase: own.secret }),
      fault: /passphrase is wrong/,
    },
    { args: ({ own }) => ({ clientId: 'x', privateKeyFile: own.privateKey }), fault: /not a path/ },
    { args: ({ own }) => ({ clientId: 'x', privateKeyFile: own.jwk }), fault: /not a path/ },
    { args: ({ own }) => ({ clientId: 'x', privateKeyFile: `/${own.secret}` }), fault: /cannot be read/ },
    { args: ({ own }) => ({ clientId: 'x', privateKey: own.secret }), fault: /./ },
    { args: ({ own }) => ({ clientId: 'x', [own.secret]: own.privateKey }), fault: /not usable/ },
    { args: ({ own }) => ({ clientId: { own }, secret: own.secret }), fault: /not usable/ },
  ],
  'oneapi.client.forget': [{ args: () => ({ clientId: 'imported' }) }],
  'oneapi.client.add': [
    {
      args: () => ({ name: 'late', auth: 'SECRET' }),
      after: ({ workbench, markers }, result) => markCredential(workbench, markers, (result as { id: string }).id),
    },
    { args: ({ own }) => ({ name: own.secret, auth: own.privateKey }), fault: /"auth" is not usable/ },
  ],
  'oneapi.environment.add': [
    { args: ({ tenant }) => ({ id: 'good', name: 'good', ...tenant.endpoints('good') }) },
    { args: ({ own }) => ({ vanity: own.secret }), fault: /./ },
    {
      args: ({ own }) => ({ name: 'x', tokenEndpoint: `https://a:${own.passphrase}@h.example/t`, api: 'https://h' }),
      fault: /./,
    },
  ],
  'oneapi.environment.switch': [{ args: () => ({ id: 'mock' }) }],
  'oneapi.environment.remove': [{ args: () => ({ id: 'good' }) }],
  'oneapi.token.revoke': [
    { args: ({ token }) => ({ jti: token.jti }) },
    { args: ({ token }) => ({ jti: token.jti }), fault: /409|no longer/ },
  ],
  'oneapi.secret.remove': [{ args: of('SECRET', { secretId: 'none' }), fault: /404/ }],
  'oneapi.client.delete': [{ args: () => ({ clientId: 'none' }), fault: /404/ }],
  'oneapi.mock.reset': [
    {
      args: () => ({}),
      after: async (world) => {
        const { addClients } = await import('./world.js');
        world.clients = await addClients(world);
        world.token = await getToken(world, world.clients.SECRET);
      },
    },
  ],
  'oneapi.mock.stop': [
    { args: () => ({}), after: ({ workbench }) => workbench.probe.command('oneapi.mock.start', {}) },
  ],
};

async function markGenerated({ markers }: World, result: unknown): Promise<void> {
  markers.addPrivateKey('a generated key', (result as { privateKey: string }).privateKey);
}
