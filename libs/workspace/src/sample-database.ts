import type { BulkLoader, Day } from '@assay/contract';
import type { PseudonymKey } from '@assay/importers';
import type { SampleChoice } from './config/load-config.ts';
import type { DataFolder } from './locations.ts';
import { existsSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, AssayError, bucketStart } from '@assay/contract';
import { contentUri, hashed, loadSource, pseudonymKey } from '@assay/importers';
import { dayOfInstant } from '@assay/metrics';
import { schemaVersion } from '@assay/model';
import { calendarOf, lateSource, sampleSource, sampleVersion } from '@assay/sample';
import { openWarehouse } from '@assay/warehouse';
import { sampleMark, writeSampleMark } from './state.ts';

/** The sample ends on the last Sunday before today, so that its last week is full. */
export function sampleEnd(now: Date): Day {
  return addDays(bucketStart(dayOfInstant(now.toISOString(), 'UTC'), 'week'), -1);
}

interface Year {
  readonly through: Day;
  readonly seed: number;
}

/** The year that is asked for. Nothing in it may lie ahead. */
function yearOf({ through, seed }: SampleChoice, now: Date): Year {
  const last = sampleEnd(now);
  if (through !== null && through > last)
    throw new AssayError('CONFIG_INVALID', `The sample cannot end on ${through}, a day that is not over.`, {
      hint: `Let sample.through in assay.yaml be ${last} or a Sunday before it, or leave it out.`,
    });
  return { through: through ?? last, seed };
}

/** Which sample a database holds: another day, seed, generator or schema makes another. */
const markOf = ({ through, seed }: Year): string =>
  `${through} seed ${seed} sample ${sampleVersion} schema ${schemaVersion}`;

async function isCurrent(folder: DataFolder, year: Year): Promise<boolean> {
  if (!existsSync(folder.sample)) return false;
  try {
    const warehouse = await openWarehouse('duckdb', { path: folder.sample, access: 'read', spool: folder.spool });
    try {
      return (await sampleMark(warehouse)) === markOf(year);
    } finally {
      await warehouse.close();
    }
  } catch (error) {
    // Somebody has it open, and it is theirs to renew; whatever else is wrong with it, a new one mends.
    if (error instanceof AssayError && error.code === 'DATABASE_IN_USE') throw error;
    return false;
  }
}

/** Drafts of builds that were killed; those of a running build are younger. */
async function removeOldDrafts(folder: DataFolder): Promise<void> {
  const hourAgo = Date.now() - 3_600_000;
  for (const name of await readdir(folder.folder)) {
    const path = join(folder.folder, name);
    if (name.includes('.draft') && (await stat(path)).mtimeMs < hourAgo) await rm(path, { force: true });
  }
}

/** Room for all that is staged: a lower limit makes the engine write out, and takes as much memory in the end. */
const memoryLimit = '1GB';

/** The largest tables have some hundred thousand rows: each core is to have its part of them, here and when they are asked. */
const rowsPerGroup = 61_440;

const sampleRows = { kind: 'selects', source: 'sample' } as const;

/** What came late is a load of its own, of today; the rest came in the night after the last day, or so it says. */
async function fill(loader: BulkLoader, year: Year, key: PseudonymKey): Promise<void> {
  const signal = AbortSignal.timeout(120_000);
  const rest = { file: 'built-in sample', ...sampleSource({ ...year, contentUri, hashed }) };
  const now = new Date(Math.min(calendarOf(year.through).end + 3_600_000, Date.now() - 1000));
  await loadSource(loader, { ...rest, ...sampleRows }, { key, signal, now });
  const late = { file: 'built-in sample, late', ...lateSource(year) };
  await loadSource(loader, { ...late, ...sampleRows }, { key, signal });
}

async function build(folder: DataFolder, year: Year): Promise<void> {
  await removeOldDrafts(folder);
  const draft = `${folder.sample}.${process.pid}.draft`;
  try {
    const warehouse = await openWarehouse('duckdb', {
      path: draft,
      access: 'load',
      spool: folder.spool,
      memoryLimit,
      rowsPerGroup,
      loadsAside: true,
    });
    try {
      if (!warehouse.loader) throw new Error('The embedded database takes loads.');
      const key = await pseudonymKey(folder.folder);
      await fill(warehouse.loader, year, key);
      await writeSampleMark(warehouse.loader, markOf(year));
    } finally {
      await warehouse.close();
    }
    // A rename is whole or not at all: whoever opens the sample meanwhile finds the old one or the new one.
    await rename(draft, folder.sample);
  } finally {
    await rm(draft, { force: true });
    await rm(`${draft}.wal`, { force: true });
  }
}

/** Path of the sample database; built when it is missing, a week old or another. Throws CONFIG_INVALID for a year that is not over. */
export async function ensureSample(folder: DataFolder, choice: SampleChoice, now: Date = new Date()): Promise<string> {
  const year = yearOf(choice, now);
  if (!(await isCurrent(folder, year))) await build(folder, year);
  return folder.sample;
}
