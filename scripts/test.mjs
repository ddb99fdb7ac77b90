/**
 * `npm test`: all that CI runs. Every step runs, whatever an earlier one says; the last line is `N passed, N failed, N skipped`,
 * where a test counts as one and so does each other step. `--all` adds the slow tiers.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from '../test/browser/find-browser.mjs';
import { Stop, stopWith } from './bootstrap/stop.mjs';
import { runStep } from './test/run-step.mjs';
import { steps } from './test/steps.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function main(parameters) {
  const unknown = parameters.filter((parameter) => parameter !== '--all');
  if (unknown.length > 0) {
    throw new Stop(
      `npm test knows --all only, not ${unknown.join(' ')}. For one test: npx vitest run --project unit <path>.`,
      2,
    );
  }
  provideBrowser();
  const total = { passed: 0, failed: 0, skipped: [] };
  for (const step of steps(root, { all: parameters.includes('--all') })) {
    const counts = await runStep(root, step);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped.push(...counts.skipped);
  }
  report(total);
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
