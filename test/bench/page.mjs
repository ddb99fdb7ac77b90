/**
 * `npm run bench:page`: the scorecard of the sample. What its statements scan and how much CPU they take, against the same
 * numbers in SQL written by hand (`scorecard/*.sql`, `core/*.sql`), which must say the same, and against one statement a tile; then 200 requests of the whole page to
 * a server, without and with remembered results. `npm run bench:page -- core` does so for a page of all 29 core KPIs.
 */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { openWarehouse } from '@assay/warehouse';
import { openWorkspace } from '@assay/workspace';
import { chromium } from 'playwright-core';
import { ensureBrowser } from '../browser/find-browser.mjs';
import { newFolder, startAssay } from '../e2e/server/start-assay.mjs';
import { metricsByHand, sameByHand, statementsByHand } from './by-hand.mjs';
import { scorecardRequests } from './scorecard-requests.mjs';

// The engine as the warehouse has it: our port refuses EXPLAIN ANALYZE, which runs what it explains.
const { DuckDBInstance } = createRequire(new URL('../../libs/warehouse/package.json', import.meta.url))(
  '@duckdb/node-api',
);

const page = process.argv[2] ?? 'scorecard';
const runs = 7;
const requestsSent = 200;
/** A server that was just asked keeps sums for a while, which takes CPU from what is measured. */
const keptAfterMs = 20_000;
const asker = { viewer: { id: 'bench', role: 'owner' }, signal: new AbortController().signal, page: 'bench' };

async function main() {
  const folder = newFolder();
  try {
    writeFileSync(join(folder.path, 'assay.yaml'), 'cache: off\n');
    mkdirSync(join(folder.path, 'dashboards'));
    copyFileSync(new URL('core/core.yaml', import.meta.url), join(folder.path, 'dashboards', 'core.yaml'));
    await benchStatements(folder.path);
    await benchServer(folder.path, 'without remembered results');
    rmSync(join(folder.path, 'assay.yaml'));
    const given = await benchMemory(folder.path);
    const remembered = await benchServer(folder.path, 'from memory', keptAfterMs);
    say('of it the API', `${(remembered - given).toFixed(1)} ms; ${given.toFixed(1)} ms without it`);
  } finally {
    folder.remove();
  }
}

/** Statements of pages, as they come by. */
async function recorder(folder) {
  const warehouse = await openWarehouse('duckdb', { path: ':memory:', access: 'load', spool: folder });
  const prototype = Object.getPrototypeOf(warehouse);
  await warehouse.close();
  const { query } = prototype;
  const seen = [];
  prototype.query = function (statement, context) {
    seen.push(statement);
    return query.call(this, statement, context);
  };
  return { seen, stop: () => (prototype.query = query) };
}

const isOfPage = ({ sql }) => sql.startsWith('with ');

async function benchStatements(folder) {
  const { sample, fused, tiles, same, weeks } = await statementsOf(folder);
  const instance = await DuckDBInstance.create(sample, { access_mode: 'READ_ONLY' });
  const session = await instance.connect();
  try {
    await describe(session, 'the page', fused);
    await describe(session, 'tile by tile', tiles);
    const [whole, tile] = await inTurns(session, [fused, tiles]);
    say('the page', `${fused.length} statements, ${whole.toFixed(0)} ms of CPU`);
    say(
      'tile by tile',
      `${tiles.length} statements, ${tile.toFixed(0)} ms of CPU, ${(tile / whole).toFixed(1)} times the page`,
    );
    const hand = statementsByHand(page, same);
    const rows = {};
    for (const [file, sql] of Object.entries(hand)) rows[file] = (await session.runAndReadAll(sql)).getRowObjectsJS();
    say('numbers that are the same by hand', sameByHand(page, rows, weeks).toLocaleString('en-US'));
    const [ours, theirs] = await inTurns(session, [same, Object.values(hand)]);
    const ratio = `${(ours / theirs).toFixed(2)} times`;
    say('the facts written by hand', `${theirs.toFixed(0)} ms of CPU by hand, ${ours.toFixed(0)} ms ours: ${ratio}`);
  } finally {
    session.closeSync();
    instance.closeSync();
  }
}

/** The statements of the page, of each of its tiles alone, and of the metrics that are written by hand, with their parameters in them. */
async function statementsOf(folder) {
  const record = await recorder(folder);
  const workspace = await openWorkspace({ directory: folder });
  const asked = async (requests) => {
    // Twice: what is known of the data is asked once.
    for (let turn = 0; turn < 2; turn += 1) {
      record.seen.length = 0;
      const bad = (await workspace.answer(requests, asker)).find(({ kind }) => kind === 'failed');
      if (bad) throw new Error(`A question was not answered: ${bad.message}`);
    }
    return record.seen.filter(isOfPage).map(literal);
  };
  const all = scorecardRequests(workspace.pages, page);
  const named = new Set(metricsByHand(page));
  const some = all.map((request) => ({ ...request, metrics: request.metrics.filter((metric) => named.has(metric)) }));
  const fused = await asked(all);
  const tiles = [];
  for (const request of all.flatMap(byMetric)) tiles.push(...(await asked([request])));
  const chosen = some.filter(({ metrics }) => metrics.length > 0);
  const same = await asked(chosen);
  const weekly = chosen.filter(({ grain }) => grain === 'week');
  const answers = await workspace.answer(weekly, asker);
  const weeks = weekly.map(({ where }, index) => ({ where, estimates: answers[index].estimates }));
  await workspace.close();
  record.stop();
  return { sample: join(folder, workspace.database), fused, tiles, same, weeks };
}

const byMetric = (request) => request.metrics.map((metric) => ({ ...request, metrics: [metric] }));

/** Table scans of statements, and the rows that come out of them. */
async function describe(session, what, statements) {
  let scans = 0;
  let rows = 0;
  for (const sql of statements) {
    const result = await session.runAndReadAll(`explain (analyze, format json) ${sql}`);
    const plan = JSON.parse(result.getRows()[0].at(-1));
    const walk = (node) => {
      if (node.operator_name?.trim() === 'SEQ_SCAN' || node.operator_type === 'TABLE_SCAN') {
        scans += 1;
        rows += Number(node.operator_cardinality ?? 0);
      }
      for (const child of node.children ?? []) walk(child);
    };
    walk(plan);
  }
  say(what, `${scans} table scans, ${rows.toLocaleString('en-US')} rows read`);
}

async function cpuOf(session, statements) {
  const begun = process.cpuUsage();
  for (const sql of statements) await session.runAndReadAll(sql);
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

/** Median CPU of each set of statements, asked in turns: what else the machine does slows all of them alike. */
async function inTurns(session, sets) {
  const times = sets.map(() => []);
  for (let run = 0; run <= runs; run += 1) {
    for (const [index, statements] of sets.entries()) times[index].push(await cpuOf(session, statements));
  }
  return times.map(([, ...warm]) => medianOf(warm));
}

const medianOf = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

/** Median time of the page's answers out of memory, in this process. */
async function benchMemory(folder) {
  const workspace = await openWorkspace({ directory: folder });
  const requests = scorecardRequests(workspace.pages, page);
  const times = [];
  for (let run = 0; run <= 50; run += 1) {
    const begun = performance.now();
    await workspace.answer(requests, asker);
    times.push(performance.now() - begun);
  }
  await workspace.close();
  const [, ...warm] = times;
  return medianOf(warm);
}

/** A statement with its parameters written into it, so that both sides are planned alike. */
function literal({ sql, parameters }) {
  return sql.replaceAll(/\$(\d+)/g, (_, place) => {
    const { type, value } = parameters[Number(place) - 1];
    if (value === null) return 'null';
    if (type === 'ts') return `timestamptz '${value}'`;
    if (type === 'date') return `date '${value}'`;
    return type === 'str' ? `'${String(value).replaceAll("'", "''")}'` : String(value);
  });
}

/** What the dashboard posts for the page, sent again and again, the first time before a rest. Returns the median in milliseconds. */
async function benchServer(folder, what, restMs = 0) {
  const server = await startAssay({ folder });
  try {
    const posted = await requestOf(server.url);
    const times = [];
    for (let run = 0; run < requestsSent; run += 1) {
      const begun = performance.now();
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: posted,
      });
      const { errors } = await response.json();
      if (errors) throw new Error(errors[0].message);
      times.push(performance.now() - begun);
      if (run === 0) await pause(restMs);
    }
    // The first reads rows; while it is answered, and after, sums of them are kept for those that follow.
    const first = times[0].toFixed(0);
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share) => sorted[Math.ceil(share * requestsSent) - 1].toFixed(0);
    say(`the page ${what}`, `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms of ${requestsSent} requests, the first ${first} ms`);
    return medianOf(sorted);
  } finally {
    await server.stop();
  }
}

/** Sent by a browser that is gone when its request is measured. */
async function requestOf(url) {
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: ['--no-sandbox'] });
  try {
    const tab = await browser.newPage();
    const posted = tab.waitForRequest((request) => (request.postData() ?? '').includes('requests'));
    await tab.goto(`${url}/${page}`);
    return (await posted).postData();
  } finally {
    await browser.close();
  }
}

const say = (what, result) => console.log(`${what.padEnd(36)} ${result}`);

await main();
