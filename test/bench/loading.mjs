/**
 * `npm run bench:load`: rows a second and peak memory of loads of a million canonical rows and of a gigabyte of JSON lines.
 * Each runs in a process of its own, so that the memory is the load's. On a busy host look at the CPU, not at the time. Give names to run some: csv, again, rows, label-studio, jsonl.
 */
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { loadSource, pseudonymKey } from '@assay/importers';
import { loadFiles } from '@assay/workspace';
import { openWarehouse } from '@assay/warehouse';
import { newFolder } from '../e2e/server/start-assay.mjs';
import { labelStudioTask } from './synthetic-label-studio.mjs';
import { annotationBatches } from './synthetic-annotations.mjs';
import { answerLine, answerHeader } from './synthetic-answers.mjs';

const { signal } = new AbortController();
const budget = { rowsASecond: 60_000, memoryMb: 1024 };

/** What can be measured: what is written first, and what is loaded then. */
const cases = {
  csv: {
    title: '200,000 CSV records, 1,000,000 rows',
    write: (folder) =>
      writeLines(join(folder, 'answers.csv'), 200_001, (n) => (n === 0 ? answerHeader : answerLine(n))),
    load: (folder) => loadAnswers(folder),
  },
  again: {
    title: 'the same file once more',
    write: () => undefined,
    load: (folder) => loadAnswers(folder),
  },
  rows: { title: '1,000,000 annotations of 250,000 items', write: () => undefined, load: loadAnnotations },
  'label-studio': {
    title: '1,000,000 annotations of Label Studio JSON',
    write: (folder) => writeLines(join(folder, 'export.json'), 250_000, taskLine),
    load: (folder) => load(folder, { files: [join(folder, 'export.json')], from: 'label-studio', settings: {} }),
  },
  jsonl: {
    title: '1 GB of JSON lines, 500,000 records',
    write: (folder) => writeLines(join(folder, 'logs.jsonl'), 500_000, logLine),
    load: loadLogs,
  },
};

async function loadAnswers(folder) {
  const settings = { model: 'bench', date: '2026-11-16' };
  return await load(folder, { files: [join(folder, 'answers.csv')], recipe: 'xstest', settings });
}

async function loadLogs(folder) {
  const recipe = fileURLToPath(new URL('log-recipe', import.meta.url));
  return await load(folder, { files: [join(folder, 'logs.jsonl')], recipe, settings: {} });
}

async function load(directory, source) {
  const [receipt] = await loadFiles({ directory, ...source, dryRun: false, strict: true, signal });
  return receipt;
}

/** As an importer of a tool's export gives them: rows made in memory, in batches. */
async function loadAnnotations(folder) {
  const data = join(folder, '.assay');
  mkdirSync(join(data, 'spool'), { recursive: true, mode: 0o700 });
  const path = join(data, 'rows.duckdb');
  const warehouse = await openWarehouse('duckdb', {
    path,
    access: 'load',
    spool: join(data, 'spool'),
    memoryLimit: '300MB',
  });
  try {
    const key = await pseudonymKey(data);
    const source = { kind: 'rows', file: 'made up', source: 'bench', batches: annotationBatches(1_000_000) };
    return await loadSource(warehouse.loader, source, { key, signal });
  } finally {
    await warehouse.close();
  }
}

/** Two kilobytes a record, most of them text that is read and not kept. */
function logLine(n) {
  const answer = `Answer ${n}. `.repeat(150).slice(0, 1900);
  return JSON.stringify({
    id: `log-${n}`,
    logged_at: '2026-11-16T09:00:00Z',
    model: `m${n % 8}`,
    ms: n % 5000,
    answer,
  });
}

/** Tasks of one list. */
function taskLine(n) {
  return `${n === 0 ? '[' : ''}${labelStudioTask(n)}${n === 249_999 ? ']' : ','}`;
}

async function writeLines(path, count, line) {
  const file = createWriteStream(path, { highWaterMark: 1 << 20 });
  for (let n = 0; n < count; n += 1) if (!file.write(`${line(n)}\n`)) await once(file, 'drain');
  file.end();
  await once(file, 'close');
}

/** In the process of one case: the load, and what it took. */
async function measure(name, folder) {
  const begun = performance.now();
  const receipt = await cases[name].load(folder);
  const seconds = (performance.now() - begun) / 1000;
  const counts = Object.values(receipt.tables);
  const rows = counts.reduce((sum, { inserted, updated, unchanged }) => sum + inserted + updated + unchanged, 0);
  const memoryMb = process.resourceUsage().maxRSS / 1024;
  const { user, system } = process.cpuUsage();
  const cpuSeconds = (user + system) / 1e6;
  console.log(JSON.stringify({ seconds, cpuSeconds, rows, records: receipt.read, memoryMb }));
}

async function main(names) {
  const folder = newFolder();
  let isWithin = true;
  try {
    for (const name of names) {
      await cases[name].write(folder.path);
      const child = spawnSync(
        process.execPath,
        [...process.execArgv, import.meta.filename, '--measure', name, folder.path],
        {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      if (child.status !== 0) throw new Error(`The case ${name} failed.`);
      const { seconds, cpuSeconds, rows, records, memoryMb } = JSON.parse(child.stdout);
      const perSecond = rows / seconds;
      const isGood = memoryMb <= budget.memoryMb && (name === 'jsonl' || perSecond >= budget.rowsASecond);
      isWithin &&= isGood;
      const figures = `${count(records)} records, ${count(perSecond)} rows a second, peak ${count(memoryMb)} MB, ${cpuSeconds.toFixed(1)} s of CPU`;
      console.log(
        `${cases[name].title.padEnd(42)} ${seconds.toFixed(1).padStart(6)} s   ${figures}${isGood ? '' : '   over the budget'}`,
      );
    }
    console.log(
      `database ${count(statSync(join(folder.path, '.assay', 'assay.duckdb'), { throwIfNoEntry: false })?.size / 1e6)} MB`,
    );
  } finally {
    folder.remove();
  }
  process.exitCode = isWithin ? 0 : 1;
}

const count = (value) => Math.round(value).toLocaleString('en-US');

const [first, ...rest] = process.argv.slice(2);
if (first === '--measure') await measure(...rest);
else await main(first === undefined ? Object.keys(cases) : [first, ...rest]);
