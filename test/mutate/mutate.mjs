/**
 * `npm run test:mutate`: every definition of a metric is made a little wrong, one way at a time, and each time the law of
 * answers must notice. Prints the mutants that nothing noticed and ends with 1 if there is one. `-- accepted_items` hunts
 * those of one metric, or whatever else their names hold.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from '../../scripts/bootstrap/child.mjs';
import { Stop, stopWith } from '../../scripts/bootstrap/stop.mjs';
import { commandOf } from '../../scripts/test/packages.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const report = join(root, 'test-results', 'mutants.json');

async function main([name, ...more]) {
  if (more.length > 0) throw new Stop('npm run test:mutate takes one name: npm run test:mutate -- accepted_items.', 2);
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const end = await runChild(
    [
      ...commandOf(root, 'vitest'),
      'run',
      '--project=mutants',
      '--reporter=json',
      `--outputFile=${report}`,
      ...(name ? ['-t', name] : []),
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  if (end.asked) throw new Stop(`\nEnded by ${end.asked}.`, end.asked);
  const files = JSON.parse(readReport(end.output)).testResults;
  const tests = files.flatMap((file) => file.assertionResults).filter(({ status }) => status !== 'skipped');
  const survivors = tests.filter(({ status }) => status !== 'passed');
  for (const { fullName } of survivors) console.log(`survives: ${fullName.replace(' is found wrong: ', ': ')}`);
  for (const { message } of files.filter(({ assertionResults }) => assertionResults.length === 0)) console.log(message);
  console.log(`${tests.length} mutants and definitions, ${survivors.length} not noticed`);
  process.exitCode = end.code === 0 && survivors.length === 0 ? 0 : 1;
}

function readReport(output) {
  try {
    return readFileSync(report, 'utf8');
  } catch {
    throw new Stop(`The hunt ended without a report.\n${output}`, 1);
  }
}

main(process.argv.slice(2)).catch(stopWith);
