import { createHash } from 'node:crypto';
import {
  appendFileSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDay } from '@assay/contract';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isAlive } from '../is-alive.ts';
import { dataFolder } from '../locations.ts';
import { ensureSample } from '../sample-database.ts';

/** Rooms whose code decides what is in the built sample. */
const rooms = ['contract', 'importers', 'model', 'sample', 'warehouse'];
const kept = ['sample.duckdb', 'pseudonym.key'] as const;
const cacheName = 'assay-test-sample-';
/** One year for all runs, whenever they are: a story looks a little different in each. */
const choice = { through: parseDay('2025-11-16'), seed: 0 };

/** Text that another state of the code does not have. */
function digestOfCode(): string {
  const hash = createHash('sha256').update(JSON.stringify(choice));
  for (const room of rooms) {
    const source = fileURLToPath(new URL(`../../../${room}/src`, import.meta.url));
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    for (const name of files.sort()) hash.update(name).update(readFileSync(join(source, name)));
  }
  return hash
    .update(readFileSync(new URL('../sample-database.ts', import.meta.url)))
    .digest('hex')
    .slice(0, 16);
}

/** The process that builds; null where nobody does any more. */
function builderOf(lock: string): number | null {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    // A lock that has just been made has no number in it yet.
    return pid === 0 || isAlive(pid) ? pid : null;
  } catch {
    return null;
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (builderOf(lock) === null) rmSync(lock, { force: true });
    return false;
  }
}

/** Samples of code that is no more, unless a run may still read them. */
function removeOld(): void {
  const dayAgo = Date.now() - 86_400_000;
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(cacheName))) {
    const path = join(tmpdir(), name);
    if (statSync(path).mtimeMs < dayAgo) rmSync(path, { recursive: true, force: true });
  }
}

/** A folder in which the sample lies; built by whoever comes first, while others wait. */
async function cachedSample(): Promise<string> {
  const cache = join(tmpdir(), `${cacheName}${process.getuid?.() ?? 0}-${digestOfCode()}`);
  const lock = `${cache}.lock`;
  while (!existsSync(cache)) {
    if (!take(lock)) {
      await pause(100);
      continue;
    }
    try {
      if (existsSync(cache)) break;
      removeOld();
      const draft = mkdtempSync(`${cache}.`);
      await ensureSample(dataFolder(draft), choice);
      renameSync(draft, cache);
    } finally {
      rmSync(lock, { force: true });
    }
  }
  utimesSync(cache, new Date(), new Date());
  return cache;
}

/**
 * A working directory, a new one unless it is given, in which the built-in sample has been made as the first start of
 * Assay makes it, of a year that its assay.yaml names. That takes seconds: it is made once for all tests of a state of the
 * code, and copied.
 */
export async function sampleFolder(directory = mkdtempSync(join(tmpdir(), 'assay-sample-'))): Promise<string> {
  const from = join(await cachedSample(), '.assay');
  mkdirSync(join(directory, '.assay', 'spool'), { recursive: true, mode: 0o700 });
  for (const name of kept) copyFileSync(join(from, name), join(directory, '.assay', name), constants.COPYFILE_FICLONE);
  appendFileSync(join(directory, 'assay.yaml'), `sample: { through: ${choice.through}, seed: ${choice.seed} }\n`);
  return directory;
}
