import assert from 'node:assert/strict';
import { typedCall } from '../../../src/commands/api/typed-call.js';

describe('a call that is typed', () => {
  it('is a GET where no method stands before its path', () => {
    assert.deepEqual(typedCall('/zia/api/v1/locations?page=2'), {
      typed: true,
      method: 'GET',
      path: '/zia/api/v1/locations?page=2',
    });
  });

  it('may name its method, in whichever letters', () => {
    assert.equal(typedCall('delete  /zia/api/v1/ruleLabels/7')?.method, 'DELETE');
  });

  it('is none where it is only words that are searched for, or a part of a path', () => {
    for (const text of ['', 'locations', 'GET', 'zia/api/v1', '/zia api'])
      assert.equal(typedCall(text), undefined, text);
  });

  it('is none where the same call can be chosen', () => {
    assert.equal(typedCall('/zia/api/v1/status'), undefined);
    assert.equal(typedCall('PUT /zia/api/v1/status')?.method, 'PUT');
  });
});
