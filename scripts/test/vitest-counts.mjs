import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} skipped full name of each test that did not run
 */

/**
 * Counts the tests of a Vitest run from its JSON report.
 * What fails outside a test (a file that does not load, an unhandled rejection, a crash) counts as one failure more:
 * a run that ended badly never counts zero.
 *
 * @param {string} report path of the JSON report
 * @param {number | null} code exit code of the run
 * @returns {Counts}
 */
export function countTests(report, code) {
  const files = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : [];
  const tests = files.flatMap((file) => file.assertionResults);
  const broken = files.filter((file) => file.status === 'failed' && !file.assertionResults.some(isFailed));
  const failed = tests.filter(isFailed).length + broken.length;
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: code === 0 ? failed : Math.max(failed, 1),
    skipped: tests.filter((test) => test.status !== 'passed' && !isFailed(test)).map(({ fullName }) => fullName),
  };
}

function isFailed({ status }) {
  return status === 'failed';
}
