import assert from 'node:assert/strict';
import { inspectCertificate } from '../../../src/keys/inspect.js';
import type { AdminApiClient } from '../../../src/oauth/admin-client.js';
import { clientNodes } from '../../../src/sidebar/client-nodes.js';
import { type TreeNode, walk } from '../../../src/sidebar/tree-node.js';
import { textOf } from '../keys/fixture.js';
import { client, nowSeconds, snapshot, view } from './snapshots.js';

const child = (node: TreeNode | undefined, label: string) => node?.children?.find((one) => one.label === label);

describe('The API Clients view', () => {
  it('has a row for each client with its method', () => {
    const [node] = clientNodes(snapshot(), view);
    assert.equal(node?.label, 'ci');
    assert.equal(node?.description, 'Client Secret');
    assert.equal(node?.context, 'client;active;credential;SECRET;listed');
    assert.deepEqual(node?.target, { kind: 'client', clientId: 'iq1' });
  });

  it('shows that a client is inactive, and that its credential is not here', () => {
    const [node] = clientNodes(snapshot({ clients: [client({ status: false })], known: [] }), view);
    assert.equal(node?.description, 'Client Secret · inactive · no credential here');
    assert.equal(node?.context, 'client;inactive;bare;SECRET;listed');
    assert.equal(node?.spoken, 'ci, Client Secret, inactive, no credential here');
  });

  it('says in words what icons and colours show', () => {
    const [active] = clientNodes(snapshot(), { ...view, inTerminals: 'iq1' });
    assert.equal(active?.spoken, 'ci, in terminals, Client Secret, active');
    const spoken = (clientAuthentication: AdminApiClient['clientAuthentication']) => {
      const [node] = clientNodes(snapshot({ clients: [client({ clientAuthentication })] }), view);
      return child(node, 'Authentication')?.children?.map((row) => row.spoken);
    };
    assert.deepEqual(spoken({ authType: 'JWKS', clientJWKsUrl: 'https://a.example/jwks.json' }), [
      'JWKS URL, https://a.example/jwks.json',
    ]);
    const publicKeys = [{ keyName: 'build.pem', keyValue: textOf('ec-public.pem') }];
    const clientCertificates = [{ certContent: '' }];
    assert.deepEqual(spoken({ authType: 'PUBKEYCERT', publicKeys, clientCertificates }), [
      'build.pem, Public key, EC-P256',
      'Certificate, not readable',
    ]);
  });

  it('shows id, roles by service and lifetime below the client', () => {
    const [node] = clientNodes(snapshot(), view);
    assert.equal(child(node, 'Client ID')?.description, 'iq1');
    assert.equal(child(node, 'Token Lifetime')?.description, '60 minutes');
    const [role] = child(node, 'Roles')?.children ?? [];
    assert.deepEqual([role?.label, role?.description], ['ZIA', 'API_Role01']);
  });

  it('says what it means that a client has no role', () => {
    const [node] = clientNodes(snapshot({ clients: [client({ clientResources: [] })] }), view);
    assert.match(child(node, 'Roles')?.description ?? '', /every API call is refused/);
  });

  it('asks for secrets when they are looked at first, and shows when they expire', () => {
    const [before] = clientNodes(snapshot(), view);
    assert.equal(child(before, 'Authentication')?.loadsSecretsOf, 'iq1');
    const secrets = new Map([
      [
        'iq1',
        [
          { id: 's1', expiresAt: nowSeconds + 86_400 * 30 },
          { id: 's2', expiresAt: nowSeconds - 86_400 * 3 },
        ],
      ],
    ]);
    const [after] = clientNodes(snapshot({ secrets }), view);
    const authentication = child(after, 'Authentication');
    assert.equal(authentication?.loadsSecretsOf, undefined);
    assert.deepEqual(
      authentication?.children?.map(({ description }) => description),
      ['expires in 30 days', 'expired 3 days ago'],
    );
    assert.deepEqual(authentication?.children?.[0]?.target, { kind: 'secret', clientId: 'iq1', secretId: 's1' });
  });

  it('shows the JWKS URL, and certificates and keys by name, also those that cannot be read', () => {
    const nodes = clientNodes(
      snapshot({
        clients: [
          client({ clientAuthentication: { authType: 'JWKS', clientJWKsUrl: 'https://a.example/jwks.json' } }),
          client({
            id: 'iq2',
            clientAuthentication: {
              authType: 'PUBKEYCERT',
              publicKeys: [{ keyName: 'key.pem', keyValue: '' }],
              clientCertificates: [{ certContent: '' }],
            },
          }),
        ],
      }),
      view,
    );
    const rows = nodes.map((node) => child(node, 'Authentication')?.children?.map(({ label }) => label));
    assert.deepEqual(rows, [['https://a.example/jwks.json'], ['key.pem', 'Certificate']]);
  });

  it('says of each certificate and key what it is and until when it is good, and lets none but the last go', () => {
    const certificate = textOf('rsa-certificate.pem');
    const { notAfter } = inspectCertificate(certificate);
    const keysAt = (nowMs: number, publicKeys: { keyName: string; keyValue: string }[]) => {
      const clientAuthentication = {
        authType: 'PUBKEYCERT',
        publicKeys,
        clientCertificates: [{ certContent: certificate }],
      };
      const [node] = clientNodes(snapshot({ clients: [client({ clientAuthentication })] }), { ...view, nowMs });
      return child(node, 'Authentication')?.children ?? [];
    };
    const publicKey = { keyName: 'build.pem', keyValue: textOf('ec-public.pem') };
    const [key, one] = keysAt((notAfter - 86_400 * 10) * 1000, [publicKey]);
    assert.deepEqual([key?.label, key?.description], ['build.pem', 'EC-P256']);
    assert.match(one?.description ?? '', /^RSA-\d+ · expires in 10 days$/);
    assert.deepEqual([key?.context, one?.context], ['publicKey;removable', 'publicKey;removable']);
    assert.deepEqual(key?.target, { kind: 'publicKey', clientId: 'iq1', pem: publicKey.keyValue });
    const [last] = keysAt((notAfter + 86_400 * 3) * 1000, []);
    assert.match(last?.description ?? '', /expired 3 days ago$/);
    assert.deepEqual([last?.icon?.id, last?.context], ['warning', 'publicKey']);
  });

  it('leads from the rows of the form to the field that each stands for', () => {
    const jwks = { authType: 'JWKS', clientJWKsUrl: 'https://a.example/jwks.json' };
    const [node] = clientNodes(snapshot({ clients: [client({ clientAuthentication: jwks })] }), view);
    const target = (row: TreeNode | undefined) => row?.target;
    const field = (name: string) => ({ kind: 'client', clientId: 'iq1', field: name });
    assert.deepEqual(target(child(node, 'Token Lifetime')), field('lifetime'));
    assert.deepEqual(target(child(node, 'Authentication')), field('authentication'));
    assert.deepEqual(target(child(node, 'Authentication')?.children?.[0]), field('jwksUrl'));
  });

  it('finds clients by a part of name or id, in any case', () => {
    const clients = [client(), client({ id: 'iq2zz', name: 'Terraform' })];
    const found = (clientSearch: string) =>
      clientNodes(snapshot({ clients, clientSearch }), view).map(({ label }) => label);
    assert.deepEqual(found('TERRA'), ['Terraform']);
    assert.deepEqual(found('2z'), ['Terraform']);
    assert.deepEqual(found('nothing'), []);
    assert.deepEqual(found(''), ['ci', 'Terraform']);
  });

  it('shows no more of a tenant that was not asked than is known here', () => {
    const [node] = clientNodes(snapshot({ listed: false }), view);
    assert.deepEqual(
      node?.children?.map(({ label }) => label),
      ['Client ID', 'Authentication'],
    );
    assert.match(node?.context ?? '', /;local$/);
  });

  it('lets no name become markup in a tooltip', () => {
    const name = '[click](command:evil) <img src=x> **bold** $(zap) https://evil.example';
    const [node] = clientNodes(snapshot({ clients: [client({ name, description: name })] }), view);
    assert.doesNotMatch(node?.tooltip ?? '', /\]\(|(?<!\\)<img|\$\(zap\)|\*\*bold|https:\/\//);
  });

  it('gives every row an id of its own', () => {
    const ids: string[] = [];
    const clients = [client(), client({ id: 'iq2' })];
    walk(clientNodes(snapshot({ clients }), view), ({ id }) => ids.push(id));
    assert.equal(new Set(ids).size, ids.length);
  });
});
