import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jtiToWords, wordsToJti } from '../../../src/zidentity/state/jti.js';
import { openTokenStore } from '../../../src/zidentity/state/open-token-store.js';
import {
  encodeBlock,
  encodeIssued,
  FILE_HEADER,
  ISSUED_BYTES,
  readLog,
} from '../../../src/zidentity/state/token-log-format.js';
import { type TokenProfile, type TokenQuery, tokenStatus } from '../../../src/zidentity/state/token-store.js';

const seconds = fc.integer({ min: 1_000, max: 1_020 });
const profiles: TokenProfile[] = ['a', 'b', 'c'].map((clientId) => ({
  clientId,
  clientName: clientId,
  kid: 'k',
  issuer: 'i',
  audience: 'u',
  scopes: [],
}));

describe('Whatever tokens were issued', () => {
  it('a jti survives its form in memory', () => {
    fc.assert(
      fc.property(fc.uuid(), (jti) => {
        const words = new Uint32Array(4);
        assert.ok(jtiToWords(jti, words));
        assert.equal(wordsToJti(words), jti);
      }),
      { numRuns: 200 },
    );
  });

  it('a query finds exactly those that match, and pages of it join up to all', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(fc.uuid(), seconds, seconds, fc.nat(2), fc.boolean()), { selector: ([jti]) => jti }),
        fc.record(
          {
            status: fc.constantFrom('ACTIVE' as const, 'REVOKED' as const, 'EXPIRED' as const),
            clientId: fc.constantFrom('a', 'b', 'nobody'),
            search: fc.constantFrom('A', 'b', '0', 'c0', 'nothing', '00000000-'),
            issuedFrom: seconds,
            issuedTo: seconds,
            expiresFrom: seconds,
            expiresTo: seconds,
          },
          { requiredKeys: [] },
        ),
        seconds,
        async (tokens, filter, nowSeconds) => {
          const store = await openTokenStore({ warn: assert.fail, onChange: () => undefined, now: () => 0 });
          for (const [jti, issuedAt, expiresAt, client, revoked] of tokens) {
            store.add({ jti, issuedAt, expiresAt, profile: profiles[client] as TokenProfile });
            if (revoked) await store.revoke(jti, 1);
          }
          const query: TokenQuery = { ...filter, nowSeconds, offset: 0, limit: 1000 };
          const matches = tokens
            .map(([jti]) => store.get(jti))
            .filter((record) => record !== undefined)
            .filter(
              (record) =>
                (filter.status ?? tokenStatus(record, nowSeconds)) === tokenStatus(record, nowSeconds) &&
                (filter.clientId ?? record.clientId) === record.clientId &&
                (record.clientId.includes((filter.search ?? '').toLowerCase()) ||
                  record.jti.startsWith((filter.search ?? '').toLowerCase())) &&
                record.issuedAt >= (filter.issuedFrom ?? 0) &&
                record.issuedAt <= (filter.issuedTo ?? 9999) &&
                record.expiresAt >= (filter.expiresFrom ?? 0) &&
                record.expiresAt <= (filter.expiresTo ?? 9999),
            )
            .map((record) => record.jti)
            .reverse();
          const { total, records } = store.list(query);
          assert.deepEqual(
            records.map((record) => record.jti),
            matches,
          );
          assert.equal(total, matches.length);
          const pages: string[] = [];
          for (let offset = 0; offset < total; offset += 3) {
            pages.push(...store.list({ ...query, offset, limit: 3 }).records.map((record) => record.jti));
          }
          assert.deepEqual(pages, matches);
        },
      ),
      { numRuns: 150 },
    ));

  it('a file cut anywhere gives all whole blocks before the cut, and is not called damaged', () => {
    const blocks = [1, 2, 3].map((number) => {
      const entry = Buffer.alloc(ISSUED_BYTES);
      encodeIssued(entry, 0, Uint32Array.of(number, 2, 3, 4), 5, 6, 7);
      return encodeBlock(entry);
    });
    const file = Buffer.concat([FILE_HEADER, ...blocks]);
    const blockBytes = (blocks[0] as Buffer).length;
    for (let cut = FILE_HEADER.length; cut <= file.length; cut += 1) {
      const numbers: number[] = [];
      const outcome = readLog(file.subarray(0, cut), {
        profile: assert.fail,
        revoked: assert.fail,
        issued: (jti) => numbers.push(jti[0] as number),
      });
      const whole = Math.floor((cut - FILE_HEADER.length) / blockBytes);
      assert.deepEqual(numbers, [1, 2, 3].slice(0, whole));
      assert.deepEqual(outcome, { end: FILE_HEADER.length + whole * blockBytes, damagedBlocks: 0 });
    }
  });

  it('a file of any bytes is read without a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, framed) => {
        const body = framed ? encodeBlock(Buffer.from(bytes)) : Buffer.from(bytes);
        const ignore = () => undefined;
        readLog(Buffer.concat([FILE_HEADER, body]), { profile: ignore, issued: ignore, revoked: ignore });
        readLog(body, { profile: ignore, issued: ignore, revoked: ignore });
      }),
      { numRuns: 500 },
    );
  });
});
