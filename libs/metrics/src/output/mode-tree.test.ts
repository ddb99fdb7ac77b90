import type { TaxonomyNode } from './mode-tree.ts';
import { describe, expect, it } from 'vitest';
import { modeTree } from './mode-tree.ts';

const first = '2026-01-01T00:00:00.000000Z';
const second = '2026-06-01T00:00:00.000000Z';
const node = (version: string, path: string, map: Partial<TaxonomyNode> = {}): TaxonomyNode => {
  const code = path.split('/').at(-1) ?? '';
  const above = path.split('/').at(-2);
  return {
    id: `${version}:${code}`,
    version,
    code,
    parent: above === undefined ? null : `${version}:${above}`,
    concept: code,
    title: code.toUpperCase(),
    path,
    mapsTo: version === '1' ? `2:${code}` : null,
    mapKind: version === '1' ? 'same' : null,
    validFrom: version === '1' ? first : second,
    ...map,
  };
};

const nodes: readonly TaxonomyNode[] = [
  node('1', 'all'),
  node('1', 'all/reasoning'),
  node('1', 'all/reasoning/wrong', { mapsTo: '2:arithmetic', mapKind: 'split' }),
  node('1', 'all/form', { mapsTo: '2:shape', mapKind: 'renamed' }),
  node('1', 'all/gone', { mapsTo: null, mapKind: 'retired' }),
  node('2', 'all'),
  node('2', 'all/reasoning'),
  node('2', 'all/reasoning/arithmetic'),
  node('2', 'all/reasoning/logic'),
  node('2', 'all/shape', { concept: 'form' }),
];
const countsFor = (tree: ReturnType<typeof modeTree>, id: string) =>
  tree.ofNodes.filter((each) => each.node === id).map(({ mode, isOwn }) => (isOwn ? mode : `> ${mode}`));

describe('modes that failures are reported by', () => {
  it('are those of the newest version that has begun', () => {
    expect(modeTree(nodes, '2025-01-01T00:00:00Z').modes).toEqual([]);
    const before = modeTree(nodes, '2026-03-01T00:00:00Z');
    expect(countsFor(before, '1:wrong')).toEqual(['wrong', '> reasoning']);
    expect(before.breaks).toEqual([]);
  });

  it('follow what was renamed, silently', () => {
    expect(countsFor(modeTree(nodes, second), '1:form')).toEqual(['form']);
    expect(countsFor(modeTree(nodes, second), '2:shape')).toEqual(['form']);
  });

  it('leave what was split at the node above that both versions have, and mark the break', () => {
    const tree = modeTree(nodes, second);
    expect(countsFor(tree, '1:wrong')).toEqual(['reasoning:before_split', '> reasoning']);
    expect(tree.modes.map(({ label }) => label)).toContain('REASONING (before split)');
    expect(tree.breaks).toEqual([{ at: second, version: '2' }]);
  });

  it('keep the name of what was retired', () => {
    expect(countsFor(modeTree(nodes, second), '1:gone')).toEqual(['retired:gone']);
  });

  it('name a mode without labels, too, each once and in the order of the tree', () => {
    expect(modeTree(nodes, second).modes.map(({ value }) => value)).toEqual([
      'retired:gone',
      'reasoning',
      'arithmetic',
      'logic',
      'reasoning:before_split',
      'form',
      'unlabelled',
    ]);
  });

  it('say what is above them, also of what has no node any more', () => {
    const above = modeTree(nodes, second).modes.map(({ value, parent }) => [value, parent]);
    expect(above).toEqual([
      ['retired:gone', null],
      ['reasoning', null],
      ['arithmetic', 'reasoning'],
      ['logic', 'reasoning'],
      ['reasoning:before_split', 'reasoning'],
      ['form', null],
      ['unlabelled', null],
    ]);
  });

  it('end where a map leads in a circle', () => {
    const circle = [node('1', 'a', { mapsTo: '1:b' }), node('1', 'b', { mapsTo: '1:a' }), node('2', 'all')];
    expect(countsFor(modeTree(circle, second), '1:a')).toEqual(['retired:a']);
  });
});
