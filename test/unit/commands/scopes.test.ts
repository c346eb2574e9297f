import assert from 'node:assert/strict';
import {
  clientResourcesOf,
  oneRoleAService,
  roleName,
  scopeChoices,
  scopesNamed,
  servicesOf,
} from '../../../src/commands/scopes.js';

const server = {
  id: 'jh1',
  name: 'Zscaler APIs',
  serviceScopes: [
    {
      service: { id: 'hh9', name: 'ZCC' },
      scopes: [
        { id: 'hh9::hp1', name: 'Role:Super Admin' },
        { id: 'hh9::hp2', name: 'Role:API_Role_READONLY' },
      ],
    },
    {
      service: { id: 'hh1', name: 'ZIA', displayName: 'Zscaler Internet Access' },
      scopes: [
        { id: 'hh1::hp1', name: 'Role:API_Role01' },
        { id: 'hh1::hp2', name: 'Role:API_Role_READONLY' },
      ],
    },
    {
      service: { id: 'hh2', name: 'ZPA' },
      scopes: [{ id: 'hh2:s:hp1', name: 'Scope:Default: Role:API Full Access' }],
    },
  ],
};
const choices = scopeChoices([server]);
const ids = (names: string[]) => scopesNamed(names, choices).map(({ id }) => id);

describe('Scopes by name', () => {
  it('are found by id, by scope name and by role name', () => {
    assert.deepEqual(ids(['hh1::hp1']), ['hh1::hp1']);
    assert.deepEqual(ids(['Role:API_Role01']), ['hh1::hp1']);
    assert.deepEqual(ids(['API_Role01', 'API Full Access']), ['hh1::hp1', 'hh2:s:hp1']);
  });

  it('are found by service and role where several services have the role', () => {
    assert.throws(() => ids(['API_Role_READONLY']), { code: 'scope-ambiguous', hint: /ZIA:API_Role_READONLY/ });
    assert.deepEqual(ids(['ZIA:API_Role_READONLY']), ['hh1::hp2']);
    assert.deepEqual(ids(['ZCC/Role:API_Role_READONLY']), ['hh9::hp2']);
  });

  it('are taken once where they are named twice', () => {
    assert.deepEqual(ids(['API_Role01', 'hh1::hp1']), ['hh1::hp1']);
  });

  it('are refused where they are not known, with those that are', () => {
    assert.throws(() => ids(['Nope']), { code: 'scope-unknown', hint: /ZPA:API Full Access/ });
  });

  it('are refused where they are two roles of one service', () => {
    assert.throws(() => ids(['API_Role01', 'ZIA:API_Role_READONLY']), { code: 'scope-twice' });
  });
});

describe('The choice of roles', () => {
  it('has the common services first', () => {
    assert.deepEqual(
      servicesOf(server).map(({ service }) => service.name),
      ['ZIA', 'ZPA', 'ZCC'],
    );
  });

  it('keeps, of two roles of a service, the one that was chosen last', () => {
    const [writing, reading, other] = choices;
    assert.deepEqual(oneRoleAService([writing!, reading!, other!], [writing!, other!]), [reading, other]);
    assert.deepEqual(oneRoleAService([writing!, reading!], [reading!]), [writing]);
  });

  it('becomes the resources of an API client, one entry a resource server', () => {
    assert.deepEqual(clientResourcesOf([choices[0]!, choices[2]!]), [
      { id: 'jh1', selectedScopes: [{ id: choices[0]!.id }, { id: choices[2]!.id }] },
    ]);
    assert.deepEqual(clientResourcesOf([]), []);
  });

  it('shows the name of the role alone', () => {
    assert.equal(roleName('Role:API_Role01'), 'API_Role01');
    assert.equal(roleName('Scope:Default: Role:API Full Access'), 'API Full Access');
    const older = 'zs:config:zia.zscalerbeta.net:8061240:config:33860:ZIA_API_Role01';
    assert.equal(roleName(older), older);
  });
});
