import { describe, expect, it } from 'vitest';
import type { YamlDocument } from './document.ts';
import { readYaml } from './document.ts';
import { formatProblem, problemsError } from './problem.ts';

function documentOf(text: string): YamlDocument {
  const yaml = readYaml({ file: 'a.yaml', text });
  if (!('document' in yaml))
    throw new Error(formatProblem(yaml[0] ?? { file: '', line: 0, column: 0, message: 'no problem' }));
  return yaml;
}
const placeOf = (text: string, path: readonly (string | number)[], of?: 'key' | 'value'): string => {
  const { line, column } = documentOf(text).problemAt(path, 'x', of);
  return `${line}:${column}`;
};

describe('the place of a problem', () => {
  const text = 'a:\n  - b: 1\n    c: [x, y]\nempty:\n';

  it.each([
    ['a value', ['a', 0, 'c', 1], undefined, '3:12'],
    ['a key', ['a', 0, 'c'], 'key', '3:5'],
    ['a key without a value', ['empty'], 'key', '4:1'],
    ['the nearest part above what is not there', ['a', 0, 'nothing', 3], undefined, '2:5'],
    ['the whole file', [], undefined, '1:1'],
  ] as const)('is that of %s', (_name, path, of, expected) => {
    expect(placeOf(text, path, of)).toBe(expected);
  });

  it('is found behind an alias', () => {
    expect(placeOf('base: &base\n  b: 1\nuse: *base\n', ['use', 'b'])).toBe('2:6');
  });

  it('counts from 1 in an empty file', () => {
    expect(placeOf('', [])).toBe('1:1');
  });
});

describe('what is not YAML', () => {
  it.each([
    ['a tab as indentation', 'a:\n\tb: 1\n', '2:1'],
    ['an open bracket', 'a: [1, 2\n', '2:1'],
    ['two documents', 'a: 1\n---\nb: 2\n', '2:1'],
    ['an alias of nothing', 'a: *nobody\n', '1:4'],
  ])('%s is one problem with its place', (_name, text, place) => {
    const read = readYaml({ file: 'a.yaml', text });
    expect('document' in read ? 'was read' : read.map(formatProblem)).toEqual([
      expect.stringMatching(`^a.yaml:${place}: this is not YAML: `),
    ]);
  });

  it('cannot blow up the memory by aliases of aliases', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...[...'bcdefgh'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`),
    ].join('\n');
    const read = readYaml({ file: 'a.yaml', text: bomb });
    expect('document' in read ? 'was read' : read).toEqual([
      expect.objectContaining({ line: 2, message: expect.stringContaining('this is not YAML') as string }),
    ]);
  });
});

describe('the error of several problems', () => {
  it('names the first in the file and counts the rest', () => {
    const at = (line: number) => ({ file: 'a.yaml', line, column: 1, message: `wrong ${line}` });
    expect(problemsError('CONFIG_INVALID', [at(10), at(9), at(11)]).message).toBe('a.yaml:9:1: wrong 9 (and 2 more).');
    expect(problemsError('CONFIG_INVALID', [at(10)]).message).toBe('a.yaml:10:1: wrong 10.');
  });
});
