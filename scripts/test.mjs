/**
 * `npm test`: all that CI runs. Every step runs, whatever another one says; the last line is `N passed, N failed, N skipped`,
 * where a test counts as one and so does each other step. `--all` adds the slow tiers.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from '../test/browser/find-browser.mjs';
import { Stop, stopWith } from './bootstrap/stop.mjs';
import { runRow } from './test/run-step.mjs';
import { groups } from './test/steps.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function main(parameters) {
  const unknown = parameters.filter((parameter) => parameter !== '--all');
  if (unknown.length > 0) {
    throw new Stop(
      `npm test knows --all only, not ${unknown.join(' ')}. For one test: npx vitest run --project unit <path>, or app, contract, web, e2e.`,
      2,
    );
  }
  provideBrowser();
  const total = { passed: 0, failed: 0, skipped: [] };
  for (const group of groups(root, { all: parameters.includes('--all') })) {
    for (const counts of await runGroup(group)) {
      total.passed += counts.passed;
      total.failed += counts.failed;
      total.skipped.push(...counts.skipped);
    }
  }
  report(total);
}

/** Ends when all rows have, also when one was told to stop: nothing may go on behind the back of whoever told it. */
async function runGroup(group) {
  const rows = await Promise.allSettled(group.map((row) => runRow(root, row)));
  const stopped = rows.find(({ status }) => status === 'rejected');
  if (stopped) throw stopped.reason;
  return rows.flatMap(({ value }) => value);
}

/** Without a browser the steps that need one fail by themselves, after all the others have run. */
function provideBrowser() {
  try {
    console.log(`browser: ${ensureBrowser()}`);
  } catch (error) {
    console.log(error.message);
  }
}

function report({ passed, failed, skipped }) {
  if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.map((name) => `  ${name}`).join('\n')}`);
  console.log(`\n${passed} passed, ${failed} failed, ${skipped.length} skipped`);
  process.exitCode = failed > 0 ? 1 : 0;
}

main(process.argv.slice(2)).catch(stopWith);
