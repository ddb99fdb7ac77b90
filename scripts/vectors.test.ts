import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('vectors.mjs', import.meta.url));
let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'assay-vectors-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs it on a file that holds this. */
function run(content: string, name = 'vectors.json') {
  writeFileSync(join(folder, 'vectors.json'), content);
  const child = spawnSync(process.execPath, ['--conditions=@assay/source', script, join(folder, name)], {
    encoding: 'utf8',
  });
  return { code: child.status, out: child.stdout, said: child.stderr };
}

const wilson = {
  id: 'wilson/mine',
  method: 'wilson',
  title: 'a quarter',
  inputs: { successes: 1, n: 4 },
  expected: { p: 0.25 },
  tolerance: { abs: 0, rel: 1e-9 },
};

describe('npm run vectors', () => {
  it('counts what passed and names what did not', () => {
    const off = { ...wilson, id: 'wilson/off', expected: { p: 0.3 } };
    const nowhere = { ...wilson, id: 'none/1', method: 'none' };
    expect(run(JSON.stringify({ vectors: [wilson] }))).toEqual({ code: 0, out: '1 passed, 0 failed\n', said: '' });
    const { code, out } = run(JSON.stringify({ vectors: [wilson, off, nowhere] }));
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      'wilson/off a quarter: p: 0.3 expected, 0.25 given',
      'none/1 a quarter: there is no method "none"',
      '1 passed, 2 failed',
      '',
    ]);
  });

  it.each([
    ['no JSON', '{', 'cannot be read as JSON'],
    ['no vectors', '{"rows":[]}', 'has no list "vectors"'],
    ['a vector without a tolerance', JSON.stringify({ vectors: [{ ...wilson, tolerance: 1 }] }), 'vector wilson/mine has no "tolerance" of abs and rel'], // prettier-ignore
    ['a vector without an id', '{"vectors":[{}]}', 'vector 1 has no "id"'],
  ])('refuses %s', (_, content, said) => {
    const got = run(content);
    expect(got.code).toBe(2);
    expect(got.said).toContain(said);
  });

  it('says how it is called, and which file is missing', () => {
    expect(run('{}', 'other.json').said).toContain('other.json cannot be read');
    const bare = spawnSync(process.execPath, ['--conditions=@assay/source', script], { encoding: 'utf8' });
    expect([bare.status, bare.stderr]).toEqual([2, 'Usage: npm run vectors -- FILE.json\n']);
  });
});
