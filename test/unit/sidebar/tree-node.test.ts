import assert from 'node:assert/strict';
import { changedNodes, type TreeNode } from '../../../src/sidebar/tree-node.js';

const node = (id: string, label = id, children?: TreeNode[]): TreeNode => ({
  id,
  label,
  context: 'x',
  ...(children === undefined ? {} : { children }),
});

describe('What changed between two trees', () => {
  it('is nothing where they say the same', () => {
    const tree = () => [node('a', 'A', [node('a1')]), node('b')];
    assert.deepEqual(changedNodes(tree(), tree()), []);
  });

  it('is the root where rows came, went or moved', () => {
    assert.deepEqual(changedNodes([node('a')], [node('a'), node('b')]), [undefined]);
    assert.deepEqual(changedNodes([node('a'), node('b')], [node('b'), node('a')]), [undefined]);
    assert.deepEqual(changedNodes([node('a')], []), [undefined]);
  });

  it('is the row alone whose text changed', () => {
    assert.deepEqual(
      changedNodes([node('a'), node('b', 'old', [node('b1')])], [node('a'), node('b', 'new', [node('b1')])]),
      ['b'],
    );
  });

  it('is a row deep below, and not those above it', () => {
    const tree = (label: string) => [node('a', 'A', [node('a1', 'A1', [node('a11', label)])])];
    assert.deepEqual(changedNodes(tree('old'), tree('new')), ['a11']);
  });

  it('is the row whose children came or went', () => {
    assert.deepEqual(changedNodes([node('a', 'A', [])], [node('a', 'A', [node('a1')])]), ['a']);
  });
});
