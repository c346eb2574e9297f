import assert from 'node:assert/strict';
import { entries, newSandbox } from './ask.js';
import { sdkCollections } from './sdk-paths.js';

describe('the sandbox', () => {
  const { ask } = newSandbox();

  it('is tried with at least 150 collection paths of the official SDKs', () => {
    assert.ok(new Set(sdkCollections.map(({ path }) => path)).size >= 150, String(sdkCollections.length));
  });

  for (const { path, nameField, searchKey } of sdkCollections) {
    it(`creates, reads, lists, searches, updates and deletes at ${path}`, () => {
      const first = `first of ${path}`;
      const created = ask('POST', path, { [nameField]: first, description: 'made by a test' });
      assert.ok(created.status === 200 || created.status === 201, JSON.stringify(created));
      const answer = created.body as Record<string, unknown>;
      const id = answer.id ?? answer.userId ?? answer.software_key ?? answer.trace_id ?? answer.analysis_id;
      assert.ok(id !== undefined, JSON.stringify(answer));
      const itemPath = `${path}/${id}`;

      const item = ask('GET', itemPath).body as Record<string, unknown>;
      assert.equal(item[nameField], first);
      for (const [field, value] of Object.entries(answer)) assert.deepEqual(item[field], value, field);
      const all = 'page=1&pageSize=1000&pagesize=500&limit=1000';
      const has = (query: string) =>
        entries(ask('GET', `${path}?${all}${query}`).body).some((entry) => entry[nameField] === first);
      assert.ok(has(''), 'it is in the list');
      assert.ok(has(`&${searchKey}=${encodeURIComponent(first)}`), 'it is found');
      assert.ok(!has(`&${searchKey}=no-such-thing`), 'a search for something else does not find it');

      const second = `second of ${path}`;
      const updated = ask('PUT', itemPath, { [nameField]: second });
      assert.ok(updated.status === 200 || updated.status === 204, JSON.stringify(updated));
      const after = ask('GET', itemPath).body as Record<string, unknown>;
      assert.equal(after[nameField], second);
      assert.equal(after.description, undefined, 'PUT replaces');

      const deleted = ask('DELETE', itemPath);
      assert.ok(deleted.status === 200 || deleted.status === 204, JSON.stringify(deleted));
      assert.equal(ask('GET', itemPath).status, 404);
      assert.equal(ask('DELETE', itemPath).status, 404);
      assert.equal(ask('PUT', itemPath, {}).status, 404);
    });
  }
});
