import { mkdirSync, rmSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { runChild } from '../bootstrap/child.mjs';
import { Stop } from '../bootstrap/stop.mjs';

/**
 * Runs a row of steps, each to its end and whatever the one before says.
 *
 * @param {string} root the repository
 * @param {import('./steps.mjs').Step[]} row
 * @returns {Promise<import('./vitest-counts.mjs').Counts[]>}
 */
export async function runRow(root, row) {
  const counts = [];
  for (const step of row) counts.push(await runStep(root, step));
  return counts;
}

/**
 * Runs one step to its end and then prints one line for it, and all that it wrote when it failed: nothing before, so
 * that steps which run at the same time do not mix their words.
 *
 * @param {string} root the repository
 * @param {import('./steps.mjs').Step} step
 * @returns {Promise<import('./vitest-counts.mjs').Counts>}
 */
async function runStep(root, step) {
  prepareReport(step.report);
  const started = performance.now();
  const end = await runChild(step.command, {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    limitMs: step.limitMs,
  });
  if (end.asked) throw new Stop(`\nEnded by ${end.asked}.`, end.asked);
  const counts = step.count ? step.count(end) : one(end);
  print({ step, end, counts, seconds: (performance.now() - started) / 1000 });
  return counts;
}

function prepareReport(report) {
  if (!report) return;
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
}

/** The pinned Node first in PATH, so that whatever a step starts runs on it too. */
function environment() {
  const path = `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`;
  return { ...process.env, PATH: path, NX_DAEMON: 'false', NO_COLOR: '1', FORCE_COLOR: undefined };
}

function one({ code }) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] };
}

function print({ step, end, counts, seconds }) {
  const total = counts.passed + counts.failed + counts.skipped.length;
  const detail = step.count ? `  ${counts.passed} of ${total} passed` : '';
  const verdict = `${seconds.toFixed(1).padStart(6)} s  ${counts.failed ? 'FAILED' : 'ok'}${detail}`;
  console.log(`${step.name.padEnd(16)} ${verdict}`);
  if (!counts.failed) return;
  console.log(`\n--- ${step.name}\n${end.output.trim()}`);
  if (end.late) console.log(`It was ended after ${step.limitMs / 1000} s, which is its limit.`);
  console.log('---\n');
}
