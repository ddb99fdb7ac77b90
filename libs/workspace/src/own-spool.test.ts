import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { dataFolder } from './locations.ts';
import { openOwn } from './own-database.ts';
import { removeLeftovers, takeOwnSpool } from './own-spool.ts';

it('is gone afterwards, like what the dead have left, and nothing else is', async () => {
  const spool = mkdtempSync(join(tmpdir(), 'assay-spool-'));
  onTestFinished(() => rm(spool, { recursive: true }));
  const dead = spawnSync(process.execPath, ['--version']).pid;
  const mine = `load-${process.pid}-${Math.round(performance.timeOrigin)}-b`;
  const earlier = `load-${process.pid}-1700000000000-c`;
  for (const name of [`load-${dead}-17-a`, mine, earlier, 'somebody-else']) {
    mkdirSync(join(spool, name));
    writeFileSync(join(spool, name, 'spilled.tmp'), 'x');
  }
  const own = await takeOwnSpool(spool);
  writeFileSync(join(own.path, 'spilled.tmp'), 'x');
  expect(existsSync(join(spool, `load-${dead}-17-a`))).toBe(true);
  await removeLeftovers(spool);
  expect(readdirSync(spool).toSorted()).toEqual([mine, basename(own.path), 'somebody-else'].toSorted());
  await own.remove();
  expect(readdirSync(spool).toSorted()).toEqual([mine, 'somebody-else']);
});

it('is cleared of what others left by the owner of the database alone', { timeout: 60_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'assay-spool-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  // As seen from here, a process of another container that has the database open is dead.
  const left = join(dataFolder(directory).spool, `load-${spawnSync(process.execPath, ['--version']).pid}-17-a`);
  mkdirSync(left, { recursive: true });
  const place = { path: dataFolder(directory).database, directory, memoryLimit: '100MB' };
  const holder = spawn(process.execPath, ['--conditions=@assay/source', '-e', holding(place.path)], {
    cwd: import.meta.dirname,
  });
  onTestFinished(() => void holder.kill());
  await once(holder.stdout, 'data');
  await expect(openOwn(place)).rejects.toMatchObject({ code: 'DATABASE_IN_USE' });
  expect(existsSync(left)).toBe(true);
  holder.kill();
  await once(holder, 'exit');
  const own = await openOwn(place);
  expect(existsSync(left)).toBe(false);
  await own.close();
});

/** A program that has a database open until it is ended. */
const holding = (path: string): string => `
  const { openWarehouse } = await import('@assay/warehouse');
  await openWarehouse('duckdb', { path: ${JSON.stringify(path)}, access: 'load', spool: ${JSON.stringify(tmpdir())} });
  console.log('open');
  setInterval(() => {}, 1000);`;
