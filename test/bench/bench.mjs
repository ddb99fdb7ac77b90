/**
 * `npm run bench`: how long the work behind a page and behind a load takes, each beside what it is compared with.
 * `npm run bench -- statistics` times agreement and Dawid and Skene alone.
 * A time alone says more about the host than about Assay; the ratios are to be looked at.
 */
import { performance } from 'node:perf_hooks';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { loadFiles, openWorkspace } from '@assay/workspace';
import { newFolder } from '../e2e/server/start-assay.mjs';
import { scorecardRequests } from './scorecard-requests.mjs';
import { benchStatistics } from './statistics.mjs';
import { writeAnswers } from './synthetic-answers.mjs';

const runs = 7;
const records = 20_000;
const { signal } = new AbortController();
const asker = { viewer: { id: 'bench', role: 'owner' }, signal, page: 'bench' };

async function main() {
  const folder = newFolder();
  try {
    if (process.argv[2] !== 'statistics') {
      await benchPage(folder.path);
      await benchLoad(folder.path);
    }
    const own = join(folder.path, 'statistics');
    mkdirSync(own);
    await benchStatistics(own);
  } finally {
    folder.remove();
  }
}

async function benchPage(directory) {
  writeFileSync(join(directory, 'assay.yaml'), 'cache: off\n');
  const first = await timed(() => openWorkspace({ directory }));
  await first.result.close();
  const again = await timed(() => openWorkspace({ directory }));
  const workspace = again.result;
  try {
    say('sample made and opened', first.ms);
    say('sample opened again', again.ms, { than: 'the first time', ms: first.ms });
    const requests = scorecardRequests(workspace.pages);
    const together = await median(async () => isReady(await workspace.answer(requests, asker)));
    const oneByOne = await median(async () => {
      for (const request of requests) isReady(await workspace.answer([request], asker));
    });
    const alone = await median(async () => isReady(await workspace.answer(requests.slice(0, 1), asker)));
    say(`scorecard, ${requests.length} questions one by one`, oneByOne);
    say('scorecard in one request', together, { than: 'one by one', ms: oneByOne });
    say('its first question alone', alone, { than: 'all in one request', ms: together });
    await workspace.close();
    await benchCache(directory, requests, together);
  } finally {
    await workspace.close();
  }
}

async function benchCache(directory, requests, together) {
  rmSync(join(directory, 'assay.yaml'));
  const workspace = await openWorkspace({ directory });
  try {
    isReady(await workspace.answer(requests, asker));
    const remembered = await median(async () => isReady(await workspace.answer(requests, asker)));
    say('scorecard from the cache', remembered, { than: 'without it', ms: together });
  } finally {
    await workspace.close();
  }
}

async function benchLoad(directory) {
  const file = join(directory, 'answers.csv');
  writeAnswers(file, records);
  const database = join(directory, 'loads.duckdb');
  const settings = { model: 'bench', date: '2026-11-16' };
  const load = async () => {
    const [receipt] = await loadFiles({
      directory,
      database,
      files: [file],
      recipe: 'xstest',
      settings,
      dryRun: false,
      strict: true,
      signal,
    });
    return receipt;
  };
  const first = await timed(load);
  const again = await timed(load);
  const perSecond = Math.round(records / (first.ms / 1000)).toLocaleString('en-US');
  say(`load of ${records.toLocaleString('en-US')} records`, first.ms, `${perSecond} records a second`);
  say('the same file again', again.ms, { than: 'the first time', ms: first.ms });
  if (again.result.unchanged !== records)
    throw new Error(`Of ${records} records ${again.result.unchanged} were unchanged.`);
}

async function timed(work) {
  const started = performance.now();
  const result = await work();
  return { result, ms: performance.now() - started };
}

async function median(work) {
  await work();
  const times = [];
  for (let run = 0; run < runs; run += 1) times.push((await timed(work)).ms);
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)];
}

/** An answer that failed would be a fast one. */
function isReady(answers) {
  const bad = answers.find(({ kind }) => kind === 'failed');
  if (bad) throw new Error(`A question was not answered: ${bad.message}`);
}

/** One line: what took how long, and how often as long as what it is compared with, or another remark. */
function say(what, ms, compared) {
  const remark = compared?.than ? `${(ms / compared.ms).toFixed(2)} times ${compared.than}` : (compared ?? '');
  console.log(`${what.padEnd(40)} ${ms.toFixed(0).padStart(7)} ms   ${remark}`);
}

await main();
