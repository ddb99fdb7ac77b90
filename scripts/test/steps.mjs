import { join } from 'node:path';
import { commandOf } from './packages.mjs';
import { countTests } from './vitest-counts.mjs';

const minute = 60_000;

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command program and arguments
 * @property {number} limitMs after that the step is ended and has failed; several times what it takes, as hosts may be busy
 * @property {(end: { code: number | null }) => import('./vitest-counts.mjs').Counts} [count] absent: the step counts as one
 */

/**
 * All that `npm test` runs: groups one after the other, the rows of a group at the same time, the steps of a row in
 * their order. Lint takes as long on one core as all else that needs one takes on another; tests take every core.
 *
 * @param {string} root the repository
 * @param {{ all: boolean }} options `all` adds the slow tiers
 * @returns {Step[][][]}
 */
export function groups(root, { all }) {
  const own = (script, ...parameters) => [process.execPath, ...process.execArgv, join(root, script), ...parameters];
  const step = (name, command, limitMs = 8 * minute) => ({ name, command, limitMs });
  const singleThreaded = [
    [step('lint', own('scripts/lint.mjs'))],
    [
      step('format', [...commandOf(root, 'prettier'), '--check', '--log-level', 'warn', '.']),
      step('types', [...commandOf(root, 'typescript', 'tsc'), '-b']),
      step('types of tools', [...commandOf(root, 'typescript', 'tsc'), '-p', 'tsconfig.tools.json']),
      step('dead code', [...commandOf(root, 'knip'), '--no-progress']),
      step('generated files', own('scripts/generate.mjs', '--check')),
      step('build', own('scripts/build.mjs')),
      step('size budgets', [...commandOf(root, 'size-limit')]),
    ],
  ];
  const alone = [
    vitest(root, 'tests', ['--project=unit', '--project=app', '--project=contract', '--project=web']),
    vitest(root, 'end to end', ['--project=e2e']),
  ];
  const slowTiers = [
    step('mutants', own('test/mutate/mutate.mjs'), 40 * minute),
    step('page', own('test/page/lighthouse.mjs'), 15 * minute),
    step('bench', own('test/bench/bench.mjs'), 15 * minute),
  ];
  return [singleThreaded, ...[...alone, ...(all ? slowTiers : [])].map((each) => [[each]])];
}

function vitest(root, name, flags) {
  const report = join(root, 'test-results', `${name.replaceAll(' ', '-')}.json`);
  const command = [
    ...commandOf(root, 'vitest'),
    'run',
    ...flags,
    // Vitest leaves a core free; these tests wait for the disk and for children often enough to use all.
    '--maxWorkers=100%',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  return { name, command, limitMs: 30 * minute, count: ({ code }) => countTests(report, code), report };
}
