import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Item } from '../../../src/zidentity/sandbox/item.js';
import { entries, newSandbox } from './ask.js';

const bounds = { itemsPerCollection: 5, collections: 4, partitions: 3, totalCharacters: 2_000 };

describe('the sandbox is bounded', () => {
  it('by items a collection, in the words of the service', () => {
    const { ask } = newSandbox(bounds);
    const statuses = Array.from(
      { length: 7 },
      (_, n) => ask('POST', '/zia/api/v1/nssServers', { name: `n${n}` }).status,
    );
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 403, 403]);
    assert.equal((ask('POST', '/zia/api/v1/nssServers', { name: 'x' }).body as Item).code, 'LIMIT_EXCEEDED');
    assert.equal(entries(ask('GET', '/zia/api/v1/nssServers').body).length, 5);
  });

  it('by paths a service', () => {
    const { ask } = newSandbox(bounds);
    const statuses = Array.from({ length: 6 }, (_, n) => ask('PUT', `/zia/api/v1/own${n}Settings`, { n }).status);
    assert.deepEqual(statuses, [200, 200, 200, 200, 403, 403]);
  });

  it('by customers, while reading and writing those that are known goes on', () => {
    const { ask } = newSandbox(bounds);
    const read = (id: number) => ask('GET', `/zpa/mgmtconfig/v1/admin/customers/${id}/server`).status;
    assert.deepEqual([1, 2, 3, 4, 1].map(read), [200, 200, 200, 400, 200]);
  });

  it('by all characters in sum, which deleting gives back', () => {
    const { ask } = newSandbox(bounds);
    const big = { name: 'big', text: 'x'.repeat(1_000) };
    const { id } = ask('POST', '/zia/api/v1/nssServers', big).body as Item;
    assert.equal(ask('POST', '/ztw/api/v1/ipGroups', big).status, 403);
    ask('DELETE', `/zia/api/v1/nssServers/${id}`);
    assert.equal(ask('POST', '/ztw/api/v1/ipGroups', big).status, 200);
  });

  it('and a reset brings the sample data back', () => {
    const { sandbox, ask } = newSandbox();
    const before = ask('GET', '/zia/api/v1/ruleLabels').body;
    ask('DELETE', '/zia/api/v1/ruleLabels/2700001');
    ask('PUT', '/zia/api/v1/security', { whitelistUrls: ['x'] });
    sandbox.reset();
    assert.deepEqual(ask('GET', '/zia/api/v1/ruleLabels').body, before);
    assert.deepEqual(ask('GET', '/zia/api/v1/security').body, { whitelistUrls: [] });
  });
});

describe('the sandbox, asked anything', () => {
  const segment = fc.oneof(
    fc.constantFrom(
      'locations',
      'lite',
      'count',
      'search',
      'all',
      'bulk',
      'bulkDelete',
      'edit',
      'delete',
      'policySet',
      '42',
      '__proto__',
      'constructor',
      'toString',
      '',
    ),
    fc.string({ maxLength: 8 }).map((text) => text.replaceAll(/[?#/]/g, '_')),
  );
  const root = fc.constantFrom(
    '/zia/api/v1/',
    '/zpa/mgmtconfig/v1/admin/customers/1/',
    '/zcc/papi/public/v1/',
    '/zdx/v1/',
    '/ztw/api/v1/',
  );
  const body = fc.oneof(fc.constant(undefined), fc.constant('text'), fc.jsonValue());

  it('answers a status below 500 and never throws', () => {
    const { sandbox } = newSandbox();
    fc.assert(
      fc.property(
        fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
        root,
        fc.array(segment, { maxLength: 5 }),
        fc.dictionary(fc.string({ maxLength: 10 }), fc.string({ maxLength: 10 })),
        body,
        (method, base, segments, query, sent) => {
          const path = base + segments.join('/');
          const answer = sandbox.answer({
            method,
            path,
            query: new URLSearchParams(query),
            body: sent,
            now: 1,
            clientId: 'c',
          });
          if (answer !== undefined) assert.ok(answer.status >= 200 && answer.status < 500, `${answer.status} ${path}`);
          sandbox.reads(method, path);
        },
      ),
      { numRuns: 500 },
    );
    assert.equal(Object.getOwnPropertyNames(Object.prototype).includes('name'), false);
  });

  it('gives back what was stored, field by field', () => {
    const { ask } = newSandbox();
    let n = 0;
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{3,9}$/), fc.jsonValue({ maxDepth: 2 })), (fields) => {
        n += 1;
        const sent = { ...JSON.parse(JSON.stringify(fields)), name: `n${n}` };
        const { id } = ask('POST', '/zia/api/v1/workloadGroups', sent).body as Item;
        const stored = ask('GET', `/zia/api/v1/workloadGroups/${id}`).body as Item;
        for (const [field, value] of Object.entries(sent)) assert.deepEqual(stored[field], value, field);
      }),
      { numRuns: 100 },
    );
  });
});
