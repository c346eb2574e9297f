import assert from 'node:assert/strict';
import { isFromDiagnosisPage, isToDiagnosisPage } from '../../../src/editor/diagnosis/messages.js';
import { isFromExchangePage, isToExchangePage } from '../../../src/editor/exchange/messages.js';
import { isFromInspectorPage, isToInspectorPage, maxPastedLength } from '../../../src/editor/inspector/messages.js';

const text = (length: number) => 'x'.repeat(length);

/** Each page's guard, with every message that it sends, the longest that is taken and the shortest that is not. */
const pages: readonly {
  name: string;
  guard: (value: unknown) => boolean;
  taken: readonly object[];
  refused: readonly object[];
}[] = [
  {
    name: 'the inspector',
    guard: isFromInspectorPage,
    taken: [
      { type: 'ready' },
      { type: 'back' },
      { type: 'clipboard', purpose: 'inspect' },
      { type: 'clipboard', purpose: 'compare' },
      { type: 'inspect', text: text(maxPastedLength) },
      { type: 'compare', text: '' },
      { type: 'environment', id: 'mock' },
      { type: 'copy', what: 'token' },
      { type: 'action', id: 'revoke' },
    ],
    refused: [
      { type: 'clipboard' },
      { type: 'clipboard', purpose: 'toString' },
      { type: 'inspect', text: text(maxPastedLength + 1) },
      { type: 'inspect', text: ['x'] },
      { type: 'copy', what: { toString: 'token' } },
      { type: 'action' },
    ],
  },
  {
    name: 'the exchange view',
    guard: isFromExchangePage,
    taken: [
      { type: 'ready' },
      { type: 'copyReport' },
      { type: 'select', id: text(256) },
      { type: 'remedy', id: '1:x' },
      { type: 'follow', on: true },
    ],
    refused: [
      { type: 'select', id: text(257) },
      { type: 'remedy' },
      { type: 'select', id: 5 },
      { type: 'follow', on: 1 },
    ],
  },
  {
    name: 'the diagnosis',
    guard: isFromDiagnosisPage,
    taken: [
      { type: 'ready' },
      { type: 'again' },
      { type: 'stop' },
      { type: 'copyReport' },
      { type: 'fix', id: text(64) },
    ],
    refused: [{ type: 'fix', id: text(65) }, { type: 'fix' }, { type: 'fix', id: [] }],
  },
];

const noMessages: readonly unknown[] = [
  undefined,
  null,
  0,
  'ready',
  [],
  ['ready'],
  {},
  { type: ['ready'] },
  { type: { toString: () => 'ready' } },
  { type: 'toString', text: 'x', id: 'x', what: 'x' },
  { type: '__proto__', text: 'x', id: 'x' },
  { type: 'constructor', id: 'x' },
  { Type: 'ready' },
  { type: 'view', view: {} },
];

describe('A message of a page', () => {
  for (const { name, guard, taken, refused } of pages) {
    it(`from ${name} is taken in each of its forms`, () => {
      for (const message of taken) assert.equal(guard(message), true, JSON.stringify(message).slice(0, 80));
    });

    it(`from ${name} in any other form is dropped`, () => {
      for (const message of [...refused, ...noMessages]) {
        assert.equal(guard(message), false, JSON.stringify(message)?.slice(0, 80));
      }
    });
  }

  it('to a page that it cannot show is dropped there', () => {
    for (const guard of [isToInspectorPage, isToExchangePage, isToDiagnosisPage]) {
      for (const message of noMessages) assert.equal(guard(message), false, JSON.stringify(message));
      assert.equal(guard({ type: 'view', view: null, clientId: 'x' }), false);
    }
  });
});
