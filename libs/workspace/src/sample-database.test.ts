import { parseDay } from '@assay/contract';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { dataFolder } from './locations.ts';
import { ensureSample, sampleEnd } from './sample-database.ts';

it('the sample ends on the last Sunday before today', () => {
  const on = (day: string) => sampleEnd(new Date(`${day}T10:00:00Z`));
  expect([on('2026-11-21'), on('2026-11-22'), on('2026-11-23')]).toEqual(['2026-11-15', '2026-11-15', '2026-11-22']);
});

it('nor can it be asked to end on a day that is not over', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'assay-sample-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const now = new Date('2026-11-21T10:00:00Z');
  const sample = ensureSample(dataFolder(directory), { through: parseDay('2026-11-22'), seed: 0 }, now);
  await expect(sample).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: 'The sample cannot end on 2026-11-22, a day that is not over.',
    hint: 'Let sample.through in assay.yaml be 2026-11-15 or a Sunday before it, or leave it out.',
  });
  expect(await readdir(join(directory, '.assay'))).toEqual(['spool']);
});
