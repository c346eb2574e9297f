import assert from 'node:assert/strict';
import fc from 'fast-check';
import { page } from '../../../src/zidentity/admin/paging.js';
import type { MockRequest } from '../../../src/zidentity/http/request.js';

interface Envelope {
  pageOffset: number;
  pageSize: number;
  totalRecord: number;
  records: string[];
  next_link?: string;
  prev_link?: string;
  results_total: number;
}

const ask = (query: URLSearchParams, all: string[]) => {
  const request = { query, origin: 'https://api.zsapi.net', path: '/ziam/admin/api/v1/api-clients' };
  return page(request as MockRequest, all, (name) => name) as Envelope;
};

describe('a page of the admin API', () => {
  it('with the ones that its links lead to, holds every record that matches once and in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 5 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 25 }),
        fc.option(fc.string({ minLength: 1, maxLength: 2 }), { nil: undefined }),
        (all, limit, like) => {
          const query = new URLSearchParams({ limit: String(limit) });
          if (like !== undefined) query.set('name[like]', like);
          const seen: string[] = [];
          let envelope = ask(query, all);
          seen.push(...envelope.records);
          for (let steps = 0; envelope.next_link !== undefined && steps < 100; steps += 1) {
            const link = new URL(envelope.next_link);
            assert.equal(link.origin + link.pathname, 'https://api.zsapi.net/ziam/admin/api/v1/api-clients');
            envelope = ask(link.searchParams, all);
            seen.push(...envelope.records);
          }
          const matching =
            like === undefined ? all : all.filter((name) => name.toLowerCase().includes(like.toLowerCase()));
          assert.deepEqual(seen, matching);
          assert.equal(envelope.totalRecord, matching.length);
        },
      ),
    );
  });

  it('has a link back unless it is the first', () => {
    const all = Array.from({ length: 5 }, (_, n) => String(n));
    assert.equal(ask(new URLSearchParams('limit=2'), all).prev_link, undefined);
    const second = ask(new URLSearchParams('limit=2&offset=1'), all);
    assert.match(second.prev_link ?? '', /offset=0&limit=2$/);
    assert.deepEqual(second.records, ['1', '2']);
  });

  it('beyond the end is empty and leads back', () => {
    const beyond = ask(new URLSearchParams('offset=50'), ['a']);
    assert.deepEqual(beyond.records, []);
    assert.equal(beyond.next_link, undefined);
    assert.equal(beyond.totalRecord, 1);
  });
});
