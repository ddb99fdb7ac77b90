import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { alphaOf } from './alpha.ts';
import { bootstrapAlpha } from './alpha-bootstrap.ts';
import type { AnswerPattern } from './answer-pattern.ts';
import { chanceCorrected } from './chance-corrected.ts';
import { congerKappa } from './conger-kappa.ts';
import { cohenKappa } from './cohen-kappa.ts';
import { gwetAcOfPatterns } from './gwet-ac.ts';
import { answersOnScale } from './krippendorff-alpha.ts';
import { kendallW } from './kendall-w.ts';
import type { ScaleLevel } from './difference.ts';
import { percentAgreementOfPatterns } from './percent-agreement.ts';

const shared = process.env['ASSAY_SHARED'] ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
const folder = `${shared}/data/public`;
const isHere = existsSync(folder);

/** Cells of a file of plain commas, without its header. */
function cells(name: string): readonly (readonly string[])[] {
  const bytes = readFileSync(`${folder}/${name}`);
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.trim().split(/\r?\n/).slice(1).map((line) => line.replaceAll('"', '').split(',')); // prettier-ignore
}

/** Equal units once, from the categories that each unit was given. */
function patternsOf(units: Iterable<readonly number[]>, categories: number): readonly AnswerPattern[] {
  const times = new Map<string, number>();
  for (const answers of units) {
    const counts = Array.from({ length: categories }, (_, c) => answers.filter((answer) => answer === c).length);
    times.set(JSON.stringify(counts), (times.get(JSON.stringify(counts)) ?? 0) + 1);
  }
  return [...times].map(([counts, often]) => ({ counts: JSON.parse(counts) as number[], times: often }));
}

/** Rows of raters' answers: categories are the distinct answers in order. */
function fromRaters(rows: readonly (readonly string[])[]): readonly AnswerPattern[] {
  const names = [...new Set(rows.flat())].filter((name) => name !== '').sort();
  return patternsOf(rows.map((row) => row.filter((name) => name !== '').map((name) => names.indexOf(name))), names.length); // prettier-ignore
}

const fromCounts = (rows: readonly (readonly string[])[]) => rows.map((row) => ({ counts: row.map(Number), times: 1 }));
const alpha = (patterns: readonly AnswerPattern[], level: ScaleLevel, values?: readonly number[]) =>
  alphaOf(answersOnScale({ patterns, level, ...(values === undefined ? {} : { values }) })).alpha;
const ac1 = (patterns: readonly AnswerPattern[]) => gwetAcOfPatterns({ patterns, weighting: 'identity' });

// Expected values: R irrCAC and irr, nltk and scikit-learn, as listed beside the files (REFERENCE.md).
describe.skipIf(!isHere)('published tables of agreement (skipped when ../shared/data/public is absent)', () => {
  it.each([
    ['krippendorff_raw4raters', () => fromRaters(cells('iaa-tables/krippendorff_raw4raters.csv').map((row) => row.slice(1))), 0.81818, 0.74342, 0.77544], // prettier-ignore
    ['distribution_6raters', () => fromCounts(cells('iaa-tables/distribution_6raters.csv').map((row) => row.slice(1))), 0.55111, 0.42044, 0.4448], // prettier-ignore
    ['distribution_4cat', () => fromCounts(cells('iaa-tables/distribution_4cat.csv').map((row) => row.slice(1))), 0.56667, 0.35708, 0.35189], // prettier-ignore
    ['fleiss1971_diagnoses', () => fromRaters(cells('iaa-tables/fleiss1971_diagnoses.csv')), 0.55556, 0.43341, 0.44788],
    ['anxiety_3raters', () => fromRaters(cells('iaa-tables/anxiety_3raters.csv')), 0.18333, -0.02373, 0.03137],
  ])('%s: agreement, nominal alpha, AC1', (_, read, agreement, nominal, gwet) => {
    const patterns = read();
    expect(percentAgreementOfPatterns(patterns).itemWeighted).toBeCloseTo(agreement, 5);
    expect(alpha(patterns, 'nominal')).toBeCloseTo(nominal, 5);
    expect(ac1(patterns).coef).toBeCloseTo(gwet, 5);
  });

  it('standard errors of AC1 are those of irrCAC', () => {
    const six = fromCounts(cells('iaa-tables/distribution_6raters.csv').map((row) => row.slice(1)));
    expect(ac1(six).se).toBeCloseTo(0.08419, 5);
    const table = cells('iaa-tables/contingency_3x3_abstractors.csv').map((row) => row.slice(1).map(Number));
    const units = table.flatMap((row, i) => row.map((times, j) => ({ counts: [0, 1, 2].map((c) => Number(c === i) + Number(c === j)), times }))); // prettier-ignore
    expect(ac1(units).coef).toBeCloseTo(0.84933, 5);
    // irrCAC's function for tables divides by n where the one for raw ratings, and Gwet 2008, divide by n - 1.
    expect(Number(ac1(units).se) * Math.sqrt(99 / 100)).toBeCloseTo(0.04322, 5);
  });

  it.each([
    ['krippendorff_raw4raters', () => fromRaters(cells('iaa-tables/krippendorff_raw4raters.csv').map((row) => row.slice(1))), 0.76117, 0.15302, 0.77273], // prettier-ignore
    ['distribution_6raters', () => fromCounts(cells('iaa-tables/distribution_6raters.csv').map((row) => row.slice(1))), 0.41393, 0.08119, 0.43889], // prettier-ignore
    ['distribution_4cat', () => fromCounts(cells('iaa-tables/distribution_4cat.csv').map((row) => row.slice(1))), 0.34619, null, 0.35], // prettier-ignore
    ['fleiss1971_diagnoses', () => fromRaters(cells('iaa-tables/fleiss1971_diagnoses.csv')), 0.43024, null, null],
    ['anxiety_3raters', () => fromRaters(cells('iaa-tables/anxiety_3raters.csv')), -0.04108, null, null],
  ])('%s: Fleiss with its error, Brennan-Prediger', (_, read, fleiss, se, brennan) => {
    const [shares, uniform] = (['shares', 'uniform'] as const).map((model) => chanceCorrected({ patterns: read(), weighting: 'identity' }, model)); // prettier-ignore
    expect(shares?.coef).toBeCloseTo(fleiss, 5);
    if (se !== null) expect(shares?.se).toBeCloseTo(se, 5);
    if (brennan !== null) expect(uniform?.coef).toBeCloseTo(brennan, 5);
  });

  it('Conger: kappa of several raters, each with shares of its own', () => {
    const units = (rows: readonly (readonly string[])[]) => {
      const names = [...new Set(rows.flat())].filter((name) => name !== '').sort();
      return rows.map((row) => row.map((name) => (name === '' ? null : names.indexOf(name))));
    };
    const four = units(cells('iaa-tables/krippendorff_raw4raters.csv').map((row) => row.slice(1)));
    expect(congerKappa({ units: four }).kappa).toBeCloseTo(0.76282, 5);
    expect(congerKappa({ units: four }).se).toBeCloseTo(0.14917, 5);
    expect(congerKappa({ units: units(cells('iaa-tables/fleiss1971_diagnoses.csv')) }).kappa).toBeCloseTo(0.442, 3);
  });

  it('Kendall: how far three raters rank alike', () => {
    const rows = cells('iaa-tables/anxiety_3raters.csv').map((row) => row.map(Number));
    const raters = [0, 1, 2].map((rater) => rows.map((row) => row[rater] ?? Number.NaN));
    expect(kendallW({ raters }).w).toBeCloseTo(0.5019, 4);
  });

  it('kappa of the 3 x 3 table and of two raters on six grades', () => {
    const table = cells('iaa-tables/contingency_3x3_abstractors.csv').map((row) => row.slice(1).map(Number));
    const got = cohenKappa({ table }).none;
    expect([got.observed, got.kappa].map((value) => value?.toFixed(5))).toEqual(['0.89000', '0.79641']);
    const rows = cells('iaa-tables/anxiety_3raters.csv').map((row) => row.map(Number));
    const grades = [1, 2, 3, 4, 5, 6];
    const two = cohenKappa({ table: grades.map((a) => grades.map((b) => rows.filter((row) => row[0] === a && row[1] === b).length)) }); // prettier-ignore
    expect([two.none, two.linear, two.quadratic].map(({ kappa }) => kappa?.toFixed(4))).toEqual(['0.1195', '0.1892', '0.2968']); // prettier-ignore
  });

  it('alpha of grades by rank, distance and ratio', () => {
    const grades = patternsOf(cells('iaa-tables/anxiety_3raters.csv').map((row) => row.map((grade) => Number(grade) - 1)), 6); // prettier-ignore
    expect(alpha(grades, 'ordinal')).toBeCloseTo(0.22839, 5);
    expect(alpha(grades, 'interval')).toBeCloseTo(0.1701, 5);
    expect(alpha(grades, 'ratio', [1, 2, 3, 4, 5, 6])).toBeCloseTo(0.1418, 5);
  });

  it('80,383 votes on 24,783 messages are a few dozen patterns', () => {
    const patterns = patternsOf(
      cells('davidson-votes/labeled_votes.csv').map((row) =>
        row.slice(2, 5).flatMap((votes, c) => Array<number>(Number(votes)).fill(c)),
      ),
      3,
    );
    expect(patterns.length).toBeLessThan(100);
    const paired = answersOnScale({ patterns, level: 'nominal' });
    expect(alphaOf(paired)).toMatchObject({ units: 24_783, answers: 80_383 });
    expect(alphaOf(paired).alpha).toBeCloseTo(0.5428, 4);
    expect(percentAgreementOfPatterns(patterns).itemWeighted).toBeCloseTo(0.8116, 4);
    expect(ac1(patterns).coef).toBeCloseTo(0.7623, 4);
    const { lower, upper } = bootstrapAlpha(paired, { seed: 'votes' });
    const { jackknifeSe } = alphaOf(paired);
    expect((Number(upper) - Number(lower)) / (2 * 1.96 * Number(jackknifeSe))).toBeCloseTo(1, 1);
  });

  it('abuse on five grades: nominal, ordinal, interval', () => {
    const first = new Map<string, Map<string, number>>();
    for (const row of cells('convabuse/convabuse_full_labels.csv.gz')) {
      const [, item = '', annotator = ''] = row;
      const answers = first.get(item) ?? new Map<string, number>();
      if (!answers.has(annotator)) answers.set(annotator, row.slice(5, 10).indexOf('1'));
      first.set(item, answers);
    }
    const patterns = patternsOf([...first.values()].map((answers) => [...answers.values()]), 5); // prettier-ignore
    expect(alpha(patterns, 'nominal')).toBeCloseTo(0.4374, 4);
    expect(alpha(patterns, 'ordinal')).toBeCloseTo(0.6598, 4);
    expect(alpha(patterns, 'interval')).toBeCloseTo(0.7339, 4);
    const abusive = patterns.map(({ counts: [ok = 0, unsure = 0, ...bad], times }) => ({
      counts: [ok + unsure, bad.reduce((a, b) => a + b, 0)],
      times,
    }));
    expect(alpha(abusive, 'nominal')).toBeCloseTo(0.6523, 4);
    expect(ac1(abusive).coef).toBeCloseTo(0.8708, 4);
  });

  it('single labels of a crowd: 8,000 on 800 items', () => {
    const items = new Map<string, number[]>();
    for (const [, , item = '', response = ''] of cells('crowd-rte/rte_standardized.csv.gz')) {
      items.set(item, [...(items.get(item) ?? []), Number(response)]);
    }
    const patterns = patternsOf(items.values(), 2);
    expect(alphaOf(answersOnScale({ patterns, level: 'nominal' }))).toMatchObject({ units: 800, answers: 8000 });
    expect(alpha(patterns, 'nominal')).toBeCloseTo(0.2415, 4);
    expect(percentAgreementOfPatterns(patterns).itemWeighted).toBeCloseTo(0.6287, 4);
    expect(ac1(patterns).coef).toBeCloseTo(0.2727, 4);
  });
});
