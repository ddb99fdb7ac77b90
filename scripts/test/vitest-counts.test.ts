import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { countTests } from './vitest-counts.mjs';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'assay-counts-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const test = (status: string, fullName = status) => ({ status, fullName });

function count(testResults: { status: string; assertionResults: ReturnType<typeof test>[] }[], code: number | null) {
  const report = join(folder, 'report.json');
  writeFileSync(report, JSON.stringify({ testResults }));
  return countTests(report, code);
}

it('counts tests by what became of them, and names those that did not run', () => {
  const ran = {
    status: 'passed',
    assertionResults: [test('passed'), test('skipped', 'needs x'), test('todo', 'later')],
  };
  expect(count([ran], 0)).toEqual({ passed: 1, failed: 0, skipped: ['needs x', 'later'] });
});

it('counts a failed test once, though its file failed too', () => {
  const ran = { status: 'failed', assertionResults: [test('passed'), test('failed')] };
  expect(count([ran], 1)).toMatchObject({ passed: 1, failed: 1 });
});

it('counts a file that did not load', () => {
  const ran = { status: 'passed', assertionResults: [test('passed')] };
  expect(count([ran, { status: 'failed', assertionResults: [] }], 1)).toMatchObject({ passed: 1, failed: 1 });
});

it('counts a bad end of the run itself, when no test failed and when no report was written', () => {
  const ran = { status: 'passed', assertionResults: [test('passed')] };
  expect(count([ran], 1)).toMatchObject({ passed: 1, failed: 1 });
  expect(countTests(join(folder, 'absent.json'), null)).toEqual({ passed: 0, failed: 1, skipped: [] });
});
