import assert from 'node:assert/strict';
import { builtInTenant } from '../../../src/zidentity/tenant/built-in-tenant.js';

describe('the built-in tenant', () => {
  const tenant = builtInTenant();

  it('is the same every time', () => {
    assert.deepEqual(builtInTenant(), tenant);
  });

  it('has ten services, each with roles', () => {
    assert.equal(tenant.services.length, 10);
    for (const service of tenant.services) assert.ok(service.roles.length > 0, service.name);
  });

  it('has ids of ZIdentity’s form, none of them twice', () => {
    const roleIds = tenant.services.flatMap((service) => service.roles.map((role) => role.id));
    assert.equal(new Set(roleIds).size, roleIds.length);
    assert.match(tenant.resourceServer.id, /^jh[0-9a-v]{11}$/);
    for (const service of tenant.services) {
      assert.match(service.id, /^h[hi][0-9a-v]{11}$/);
      for (const role of service.roles) {
        const form = service.name === 'ZPA' ? /^(\w{13}):(mp\w{11}):h[pq]\w{11}$/ : /^(\w{13})::h[pq]\w{11}$/;
        assert.equal(form.exec(role.id)?.[1], service.id, role.id);
      }
    }
  });

  for (const product of ['ZIA', 'ZPA', 'ZCC', 'ZDX', 'CLOUD_CONNECTOR', 'ZIAM']) {
    it(`has a role that writes and one that reads for ${product}`, () => {
      const roles = tenant.services.find((service) => service.name === product)?.roles ?? [];
      assert.ok(roles.some((role) => role.access === 'full'));
      assert.ok(roles.some((role) => role.access === 'read'));
    });
  }

  it('names scopes as the portal of 2026 does', () => {
    const names = tenant.services.flatMap((service) => service.roles.map((role) => role.scopeName));
    for (const name of [
      'Role:API_Role01',
      'Scope:Default: Role:API Full Access',
      'Role:View Only Admin',
      'Role:Super Admin',
    ]) {
      assert.ok(names.includes(name), name);
    }
  });
});
