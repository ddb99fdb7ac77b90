import type { FileSource, Recipe } from '@assay/importers';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { withinReach } from './within-reach.ts';

function workingFolder(): { readonly spool: string; readonly write: (name: string, text: string) => FileSource } {
  const folder = mkdtempSync(join(tmpdir(), 'assay-reach-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const spool = join(folder, 'spool');
  mkdirSync(spool);
  const write = (name: string, text: string): FileSource => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return { kind: 'file', file: name, path, recipe: {} as Recipe, settings: {} };
  };
  return { spool, write };
}

it('gives a Parquet file a second name in the spool while it is read, and calls it as before', async () => {
  const { spool, write } = workingFolder();
  const source = write('answers.parquet', 'PAR1 and more');
  const seen = await withinReach(source, spool, (near) => {
    if (near.kind !== 'file' || near.path === undefined) throw new Error('It is a file.');
    expect(near.file).toBe('answers.parquet');
    expect(dirname(near.path)).toBe(spool);
    // The same file, not a copy of it.
    expect(statSync(near.path).ino).toBe(statSync(source.path ?? '').ino);
    return Promise.resolve(readFileSync(near.path, 'utf8'));
  });
  expect(seen).toBe('PAR1 and more');
  expect(readdirSync(spool)).toEqual([]);
  await expect(withinReach(source, spool, () => Promise.reject(new Error('it stumbled')))).rejects.toThrow('stumbled');
  expect(readdirSync(spool)).toEqual([]);
  expect(readFileSync(source.path ?? '', 'utf8')).toBe('PAR1 and more');
});

it.each(['id,label\n1,a\n', 'PAR', ''])('leaves text where it lies: %j', async (text) => {
  const { spool, write } = workingFolder();
  const source = write('answers.csv', text);
  expect(await withinReach(source, spool, (near) => Promise.resolve(near))).toBe(source);
});

it('says in words that a Parquet file cannot be brought near', async () => {
  const { spool, write } = workingFolder();
  const source = write('answers.parquet', 'PAR1 and more');
  await expect(withinReach(source, join(spool, 'gone'), (near) => Promise.resolve(near))).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: 'answers.parquet cannot be brought to where the engine reads (ENOENT).',
  });
});
