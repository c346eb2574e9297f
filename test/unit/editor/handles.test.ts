import assert from 'node:assert/strict';
import { TextHandles } from '../../../src/editor/handles.js';

describe('token handles', () => {
  it('gives a token a name that holds nothing of it', () => {
    const handles = new TextHandles();
    const handle = handles.hold('aaaa.bbbb.cccc');
    assert.doesNotMatch(handle, /aaaa|bbbb|cccc/);
    assert.equal(handles.get(handle)?.text, 'aaaa.bbbb.cccc');
  });

  it('gives the same token at the same place the same name', () => {
    const handles = new TextHandles();
    const place = { uri: 'file:///a', start: { line: 1, character: 2 }, end: { line: 1, character: 9 } };
    assert.equal(handles.hold('a.b.c', place), handles.hold('a.b.c', { ...place }));
    assert.notEqual(handles.hold('a.b.c', place), handles.hold('a.b.c'));
  });

  it('forgets the oldest beyond its capacity', () => {
    const handles = new TextHandles(2);
    const first = handles.hold('1');
    const second = handles.hold('2');
    handles.hold('3');
    assert.equal(handles.get(first), undefined);
    assert.equal(handles.get(second)?.text, '2');
  });
});
