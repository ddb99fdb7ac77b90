/**
 * `npm run test:kill`: a load of 300,000 records is killed with SIGKILL at random moments, and after each the database must
 * hold all of the load or nothing of it, and take the next load. ASSAY_KILL_POINTS (200), ASSAY_KILL_RECORDS (300000) and
 * ASSAY_KILL_SEED change what is run; the seed is printed, so that a failure can be run again. With ASSAY_KILL_DOOR=1 each load
 * goes through a server that is built, and the server or the command is killed. Half an hour on two cores.
 */
import { spawn } from 'node:child_process';
import { cpSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { newFolder } from '../e2e/server/start-assay.mjs';
import { writeAnswers } from '../bench/synthetic-answers.mjs';
import { contentsOf } from './contents.mjs';

const main = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url));
const points = Number(process.env['ASSAY_KILL_POINTS'] ?? 200);
const records = Number(process.env['ASSAY_KILL_RECORDS'] ?? 300_000);
const isThroughDoor = process.env['ASSAY_KILL_DOOR'] === '1';
const seed = Number(process.env['ASSAY_KILL_SEED'] ?? Date.now() % 1_000_000);

/** Mulberry32, so that a seed gives the same moments. */
function randomOf(start) {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function startAssay(folder, argv) {
  const child = spawn(process.execPath, ['--conditions=@assay/source', main, ...argv], { cwd: folder, stdio: 'pipe' });
  let complaint = '';
  child.stderr.on('data', (piece) => (complaint += piece));
  const isReady = new Promise((resolve) => child.stdout.once('data', resolve));
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, complaint })));
  return { child, isReady, ended };
}

function startLoad(folder, model) {
  const load = ['load', `${model}.csv`, '--recipe', 'xstest', '--set', `model=${model}`, '--set', 'date=2026-11-16'];
  return startAssay(folder, load);
}

async function startServer(folder) {
  const server = startAssay(folder, ['start', '--port', '0']);
  const end = await Promise.race([server.isReady.then(() => null), server.ended]);
  if (end) throw new Error(`The server did not start: ${end.complaint}`);
  return server;
}

async function loadWhole(folder, model) {
  const { code, complaint } = await startLoad(folder, model).ended;
  if (code !== 0) throw new Error(`The load of ${model} failed: ${complaint}`);
}

/** A folder whose database already holds a small load, before and after the large one. */
async function prepare(folder) {
  writeAnswers(join(folder, 'small.csv'), 1000);
  writeAnswers(join(folder, 'next.csv'), 1000);
  writeAnswers(join(folder, 'large.csv'), records);
  await loadWhole(folder, 'small');
  cpSync(join(folder, '.assay'), join(folder, 'before'), { recursive: true });
  const before = await contentsOf(folder);
  const begun = performance.now();
  await loadWhole(folder, 'large');
  const lasts = performance.now() - begun;
  const after = await contentsOf(folder);
  await loadWhole(folder, 'next');
  const afterNext = await contentsOf(folder);
  restore(folder);
  await loadWhole(folder, 'next');
  const beforeNext = await contentsOf(folder);
  return { lasts, before, after, afterNext, beforeNext };
}

function restore(folder) {
  rmSync(join(folder, '.assay'), { recursive: true });
  cpSync(join(folder, 'before'), join(folder, '.assay'), { recursive: true });
}

/** Kills one load at a moment; says whether all of it or nothing of it was kept, and that the next load adds up. */
async function killAt(folder, moment, known) {
  restore(folder);
  await (isThroughDoor ? killBeside(folder, moment) : killAlone(folder, moment));
  const found = await contentsOf(folder);
  const isWhole = found === known.after;
  if (!isWhole && found !== known.before)
    throw new Error(`Killed after ${moment} ms the database holds a part of the load.`);
  await loadWhole(folder, 'next');
  const then = await contentsOf(folder);
  if (then !== (isWhole ? known.afterNext : known.beforeNext)) {
    throw new Error(`Killed after ${moment} ms the next load did not add up.`);
  }
  if (spooled(folder) > 1_000_000)
    throw new Error(`Killed after ${moment} ms the load left files that the next did not remove.`);
  return isWhole;
}

async function killAlone(folder, moment) {
  const { child, ended } = startLoad(folder, 'large');
  await Promise.race([setTimeout(moment), ended]);
  child.kill('SIGKILL');
  await ended;
}

/** Every other time it is the command that is killed, and the server ends well then. */
async function killBeside(folder, moment) {
  const server = await startServer(folder);
  const load = startLoad(folder, 'large');
  await Promise.race([setTimeout(moment), load.ended]);
  const isServer = moment % 2 === 0;
  (isServer ? server : load).child.kill('SIGKILL');
  const { code, signal, complaint } = await load.ended;
  if (isServer && code !== 0 && !complaint.includes('ended before it answered') && !complaint.includes('in use'))
    throw new Error(`Killed after ${moment} ms the command ended with ${code ?? signal}: ${complaint}`);
  server.child.kill('SIGTERM');
  await server.ended;
}

/** Bytes in the spool: what a killed load leaves there, the next one removes. */
function spooled(folder) {
  const spool = join(folder, '.assay', 'spool');
  const names = readdirSync(spool, { recursive: true });
  return names.reduce((sum, name) => sum + statSync(join(spool, name)).size, 0);
}

async function run() {
  const folder = newFolder();
  try {
    const known = await prepare(folder.path);
    const random = randomOf(seed);
    console.log(`seed ${seed}; a whole load of ${records} records takes ${(known.lasts / 1000).toFixed(1)} s`);
    if (isThroughDoor) console.log('each through a server');
    let whole = 0;
    for (let point = 1; point <= points; point += 1) {
      if (await killAt(folder.path, Math.round(random() * known.lasts * 1.25), known)) whole += 1;
      if (point % 10 === 0 || point === points) console.log(`${point} of ${points} points, ${whole} after the commit`);
    }
    console.log('Nothing lost, nothing doubled.');
  } finally {
    folder.remove();
  }
}

await run();
