import assert from 'node:assert/strict';
import { explainClaim, explainHeaderParameter, explainServiceInfoMember } from '../../../src/jwt/claims.js';
import { serviceRoles } from '../../../src/jwt/service-info.js';

describe('explainClaim', () => {
  it('explains the registered claims with their section of RFC 7519', () => {
    for (const [index, name] of ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti'].entries()) {
      const { label, explanation, status, source } = explainClaim(name);
      assert.ok(label && explanation);
      assert.deepEqual([status, source], ['standard', `RFC 7519 §4.1.${index + 1}`]);
    }
  });

  it('marks what is confirmed of ZIdentity and what is a guess', () => {
    assert.equal(explainClaim('service-info').status, 'confirmed');
    assert.equal(explainClaim('scp').status, 'guessed');
    assert.equal(explainClaim('client_id').status, 'guessed');
    for (const name of ['prd', 'rnm', 'tnt']) assert.equal(explainServiceInfoMember(name).status, 'confirmed');
  });

  it('tells times', () => {
    assert.deepEqual(
      ['exp', 'nbf', 'iat', 'auth_time'].map((name) => explainClaim(name).time),
      [true, true, true, true],
    );
    assert.equal(explainClaim('sub').time, undefined);
    assert.equal(explainHeaderParameter('exp').status, 'unknown');
  });

  it('knows nothing of other names, also of those that objects have by nature', () => {
    for (const name of ['favourite', 'constructor', '__proto__', 'toString', '']) {
      assert.equal(explainClaim(name).status, 'unknown');
      assert.equal(explainHeaderParameter(name).status, 'unknown');
    }
  });
});

describe('explainHeaderParameter', () => {
  it('warns of keys that a token brings itself', () => {
    for (const name of ['jku', 'jwk', 'x5u', 'x5c']) assert.match(explainHeaderParameter(name).explanation, /forges/);
  });
});

describe('serviceRoles', () => {
  it('reads the entries that have the known shape', () => {
    const claim = [
      { prd: 'ZIA', rnm: 'API_Role01', tnt: '1' },
      { prd: 'ZPA', rnm: 'x' },
      null,
      'x',
      { prd: 1, rnm: 'x' },
      [],
    ];
    assert.deepEqual(serviceRoles({ 'service-info': claim }), [
      { product: 'ZIA', role: 'API_Role01', tenant: '1' },
      { product: 'ZPA', role: 'x', tenant: '' },
    ]);
  });

  it('finds none in anything else', () => {
    for (const claim of [undefined, null, 'x', {}, 7]) assert.deepEqual(serviceRoles({ 'service-info': claim }), []);
    assert.deepEqual(serviceRoles({}), []);
  });
});
