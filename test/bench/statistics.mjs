/**
 * `npm run bench -- statistics`: agreement of a million judgements (100,000 items, 200 annotators, five labels), the query
 * included, and rounds of Dawid and Skene on the same. `ASSAY_PYTHON` names a Python with krippendorff 0.9.0, irrCAC 0.4.4 and
 * crowd-kit 1.4.2 to run beside it; without it that is said.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { alphaOf, answersOnScale, dawidSkene, tQuantile } from '@assay/statistics';
import { openWorkspace } from '@assay/workspace';
import { judgements, makeJudgements } from './judgements.mjs';

const { DuckDBInstance } = createRequire(new URL('../../libs/warehouse/package.json', import.meta.url))(
  '@duckdb/node-api',
);

const count = 1_000_000;
const annotators = 200;
const classes = 5;
const runs = 7;
const rounds = 20;
const goalMs = 600;

/** @param {string} directory an empty folder */
export async function benchStatistics(directory) {
  const csv = join(directory, 'judgements.csv');
  const instance = await DuckDBInstance.create(':memory:');
  const session = await instance.connect();
  try {
    await session.run(`create table judgement as ${judgements(count)}`);
    await session.run(`copy judgement to '${csv}' (header)`);
    const { alpha } = await benchAlpha(session);
    const round = await benchDawidSkene(session);
    besideOthers(csv, { alpha, round });
  } finally {
    session.closeSync();
    instance.closeSync();
  }
  await benchMetric(directory);
}

/** Items that were answered alike, counted where they lie; what is sure of it is worked out from some hundred of those. */
const alike = `
  select c0, c1, c2, c3, c4, count(*) as times from (
    select item, ${Array.from({ length: classes }, (_, label) => `count(*) filter (where label = ${label}) as c${label}`).join(', ')}
    from judgement group by item
  ) group by all`;

async function benchAlpha(session) {
  const work = async () => {
    const rows = (await session.runAndReadAll(alike)).getRows().map((row) => row.map(Number));
    const patterns = rows.map((row) => ({ counts: row.slice(0, classes), times: row[classes] }));
    const { alpha, jackknifeSe, units } = alphaOf(answersOnScale({ patterns, level: 'nominal' }));
    const half = tQuantile(0.975, units - 1) * jackknifeSe;
    return { alpha, lower: alpha - half, upper: alpha + half, patterns: patterns.length };
  };
  const { ms, cpu, result } = await median(work);
  const { alpha, lower, upper, patterns } = result;
  say('alpha of a table, with its interval', ms, `${alpha.toFixed(4)} (${lower.toFixed(4)} to ${upper.toFixed(4)})`);
  say('', null, `${cpu}; ${patterns} kinds of items; ${ms <= goalMs ? 'within' : 'BEYOND'} the goal of ${goalMs} ms`);
  return result;
}

async function benchDawidSkene(session) {
  const columns = await session.runAndReadAll('select item, annotator, label from judgement');
  const [item, annotator, label] = columns.getColumns().map((column) => Int32Array.from(column, Number));
  const answers = { item, annotator, label, items: count / 10, annotators, classes };
  const of = async (mostRounds) => await median(() => dawidSkene(answers, { tolerance: 0, mostRounds }), 3);
  const [many, one] = [await of(rounds + 1), await of(1)];
  const round = (many.ms - one.ms) / rounds;
  say('a round of Dawid and Skene', round, `of ${rounds}; the first, with all around it, ${one.ms.toFixed(0)} ms`);
  return round;
}

function besideOthers(csv, { alpha, round }) {
  const python = process.env['ASSAY_PYTHON'];
  if (!python) {
    say('other programs', null, 'NOT RUN: ASSAY_PYTHON names no Python');
    return;
  }
  const script = fileURLToPath(new URL('statistics.py', import.meta.url));
  const { status, stdout, stderr } = spawnSync(python, [script, csv, String(rounds)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${python} failed: ${stderr.trim().split('\n').at(-1)}`);
  for (const [name, { ms, value, missing }] of Object.entries(JSON.parse(stdout))) {
    const far =
      value === null || missing ? '' : `, ${Math.abs(value - alpha) < 1e-6 ? 'the same' : `ANOTHER: ${value}`}`;
    if (missing) say(name, null, `NOT RUN: ${missing}`);
    else if (name === 'crowd-kit') say('crowd-kit, a round', ms, `${(ms / round).toFixed(1)} times ours`);
    else say(`${name}, alpha alone`, ms, `no interval${far}`);
  }
}

/** As a page asks it: joins, revisions, exclusions and people beside the counting, twice where it is kept. */
async function benchMetric(directory) {
  const made = performance.now();
  await makeJudgements(directory, count);
  say('a million judgements loaded', performance.now() - made);
  for (const [file, what] of [
    ['cache: off\n', 'iaa_alpha, as asked for'],
    ['', 'iaa_alpha, remembered'],
  ]) {
    writeFileSync(join(directory, 'assay.yaml'), file);
    const workspace = await openWorkspace({ directory });
    try {
      const { ms, cpu, result } = await median(async () => await asked(workspace));
      say(what, ms, `${cpu}; ${result.value.toFixed(4)} (${result.lower.toFixed(4)} to ${result.upper.toFixed(4)})`);
    } finally {
      await workspace.close();
    }
  }
  rmSync(join(directory, 'assay.yaml'));
}

async function asked(workspace) {
  const asker = { viewer: { id: 'bench', role: 'owner' }, signal: new AbortController().signal, page: 'bench' };
  const request = { metrics: ['iaa_alpha'], grain: 'none', range: { kind: 'all' }, by: [], where: [], compare: null };
  const [answer] = await workspace.answer([{ ...request, params: { gradeBasis: 'best' }, asOf: null }], asker);
  if (answer.kind !== 'ready') throw new Error(`It was not answered: ${answer.message}`);
  return answer.estimates[0];
}

async function median(work, times = runs) {
  await work();
  const all = [];
  const before = process.cpuUsage();
  let result;
  for (let run = 0; run < times; run += 1) {
    const begun = performance.now();
    result = await work();
    all.push(performance.now() - begun);
  }
  const { user, system } = process.cpuUsage(before);
  const cpu = `${((user + system) / 1000 / times).toFixed(0)} ms of CPU`;
  return { ms: all.toSorted((a, b) => a - b)[Math.floor(times / 2)], cpu, result };
}

function say(what, ms, remark = '') {
  console.log(`${what.padEnd(40)} ${ms === null ? ' '.repeat(10) : `${ms.toFixed(0).padStart(7)} ms`}   ${remark}`);
}
