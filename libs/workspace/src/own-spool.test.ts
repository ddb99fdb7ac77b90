import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { takeOwnSpool } from './own-spool.ts';

it('is gone afterwards, like what the dead have left, and nothing else is', async () => {
  const spool = mkdtempSync(join(tmpdir(), 'assay-spool-'));
  onTestFinished(() => rm(spool, { recursive: true }));
  const dead = spawnSync(process.execPath, ['--version']).pid;
  for (const name of [`load-${dead}-a`, `load-${process.pid}-b`, 'somebody-else']) {
    mkdirSync(join(spool, name));
    writeFileSync(join(spool, name, 'spilled.tmp'), 'x');
  }
  const own = await takeOwnSpool(spool);
  writeFileSync(join(own.path, 'spilled.tmp'), 'x');
  expect(existsSync(join(spool, `load-${dead}-a`))).toBe(false);
  await own.remove();
  expect(readdirSync(spool).toSorted()).toEqual([`load-${process.pid}-b`, 'somebody-else']);
});
