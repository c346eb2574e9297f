import assert from 'node:assert/strict';
import { createViewMemory } from '../../../src/commands/services/view-memory.js';
import { fakeMemento } from './fakes.js';

const none = { tokenFilter: {}, tokenSearch: '', clientSearch: '' };

describe('What the views are narrowed to', () => {
  it('is there again in the next window, for its environment alone', () => {
    const memento = fakeMemento();
    const tokenFilter = { status: 'ACTIVE', clientId: 'iq0', issuedFrom: 5 } as const;
    const views = { tokenFilter, tokenSearch: 'report', clientSearch: 'ci' };
    createViewMemory(memento).set('mock', views);
    assert.deepEqual(createViewMemory(memento).of('mock'), views);
    assert.deepEqual(createViewMemory(memento).of('tenant'), none);
  });

  it('is nothing at first, and where what was stored is no filter', async () => {
    const memento = fakeMemento();
    const memory = createViewMemory(memento);
    assert.deepEqual(memory.of('mock'), none);
    for (const tokenFilter of ['x', null, { status: 'ODD', clientId: 5, issuedFrom: 'now', constructor: 1 }]) {
      await memento.update('oneapi.views', { environmentId: 'mock', tokenFilter, tokenSearch: {}, clientSearch: 5 });
      assert.deepEqual(memory.of('mock'), none);
    }
  });
});
