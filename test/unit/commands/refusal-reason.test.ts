import assert from 'node:assert/strict';
import { refusalReason, sentences } from '../../../src/commands/refusal-reason.js';
import type { Exchange } from '../../../src/oauth/mock-client.js';

const exchange: Exchange = {
  id: 'x1',
  at: '2026-11-23T10:00:00Z',
  clientId: 'iq1',
  method: 'SECRET_POST',
  outcome: 'refused',
  steps: [
    { name: 'request', outcome: 'passed', detail: 'read' },
    { name: 'client', outcome: 'failed', detail: 'The API client is Inactive', hint: 'Enable it.' },
    { name: 'secret', outcome: 'skipped', detail: '' },
  ],
};

const mockWith = (records: Exchange[]) => ({
  mock: { running: async () => ({ exchanges: async () => ({ total: records.length, records }) }) },
});

describe('Why a token request was refused', () => {
  it('is what the mock says of the step that failed', async () => {
    assert.equal(await refusalReason(mockWith([exchange]), 'x1'), 'The API client is Inactive. Enable it.');
  });

  it('is not known of an exchange that the mock does not have, or without a mock', async () => {
    assert.equal(await refusalReason(mockWith([exchange]), 'x2'), undefined);
    assert.equal(await refusalReason({ mock: { running: async () => undefined } }, 'x1'), undefined);
    const away = { mock: { running: () => Promise.reject(new Error('away')) } };
    assert.equal(await refusalReason(away, 'x1'), undefined);
  });
});

describe('A message and its hint', () => {
  it('are two sentences', () => {
    assert.equal(sentences('It failed', 'Mend it.'), 'It failed. Mend it.');
    assert.equal(sentences('It failed.', 'Mend it.'), 'It failed. Mend it.');
    assert.equal(sentences('It failed.', undefined), 'It failed.');
  });
});
