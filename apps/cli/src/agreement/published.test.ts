import type { Document } from '../testing/agreement-document.ts';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { agreementOf, five, found } from '../testing/agreement-document.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-agreement-'));
afterAll(() => rmSync(folder, { recursive: true }));
const said = (file: string, ...argv: readonly string[]) => agreementOf(folder, file, ...argv);

const shared = process.env['ASSAY_SHARED'] ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
const tables = join(shared, 'data', 'public', 'iaa-tables');
const isThere = existsSync(tables);
const why = isThere ? '' : ' (skipped: no public data in ../shared)';

/** Expected values are those of REFERENCE.md beside the data, of R irrCAC and irr. */
describe.skipIf(!isThere)(`the published tables${why}`, () => {
  const of = (name: string) => said(join(tables, `${name}.csv`));
  const values = (all: Document): readonly (string | undefined)[] =>
    [
      found(all, 'percent_agreement', null),
      found(all, 'fleiss_kappa'),
      found(all, 'krippendorff_alpha', 'nominal'),
      found(all, 'gwet_ac1'),
      found(all, 'brennan_prediger'),
    ].map((each) => five(each?.value));

  it('four raters with gaps', async () => {
    const all = await of('krippendorff_raw4raters');
    expect(all).toMatchObject({ kind: 'ratings', items: 12, raters: ['Rater1', 'Rater2', 'Rater3', 'Rater4'] });
    expect(values(all)).toEqual(['0.81818', '0.76117', '0.74342', '0.77544', '0.77273']);
    const alphas = ['ordinal', 'interval', 'ratio'].map((level) =>
      five(found(all, 'krippendorff_alpha', level)?.value),
    );
    expect(alphas).toEqual(['0.81539', '0.84911', '0.79740']);
    expect(five(found(all, 'conger_kappa')?.value)).toBe('0.76282');
    const errors = ['conger_kappa', 'fleiss_kappa', 'gwet_ac1'].map((id) => five(found(all, id)?.se));
    expect(errors).toEqual(['0.14917', '0.15302', '0.14295']);
    // irrCAC's error of alpha, 0.14557, is linearised; ours, of leaving one item out, is the one of our reference for alpha.
    expect(five(found(all, 'krippendorff_alpha', 'nominal')?.se)).toBe('0.14633');
    expect(found(all, 'fleiss_kappa')?.lower?.toFixed(3)).toBe('0.424');
    expect(found(all, 'fleiss_kappa')?.upper).toBe(1);
    expect(found(all, 'gwet_ac1')?.lower?.toFixed(3)).toBe('0.461');
  });

  it('counts of six raters, and of four', async () => {
    const six = await of('distribution_6raters');
    expect(six).toMatchObject({ kind: 'distribution', items: 15 });
    expect(values(six)).toEqual(['0.55111', '0.41393', '0.42044', '0.44480', '0.43889']);
    expect([five(found(six, 'fleiss_kappa')?.se), five(found(six, 'gwet_ac1')?.se)]).toEqual(['0.08119', '0.08419']);
    // Of alpha as above: 0.08243 by irrCAC.
    expect(five(found(six, 'krippendorff_alpha', 'nominal')?.se)).toBe('0.08323');
    const limits = [found(six, 'fleiss_kappa'), found(six, 'gwet_ac1')].map((each) => [
      each?.lower?.toFixed(3),
      each?.upper?.toFixed(3),
    ]);
    expect(limits).toEqual([['0.240', '0.588'], ['0.264', '0.625']]); // prettier-ignore
    const four = await of('distribution_4cat');
    expect(four.kind).toBe('distribution');
    expect(values(four)).toEqual(['0.56667', '0.34619', '0.35708', '0.35189', '0.35000']);
  });

  it('two raters against each other', async () => {
    const all = await of('contingency_3x3_abstractors');
    expect(all).toMatchObject({ kind: 'contingency', items: 100 });
    expect(values(all)).toEqual(['0.89000', '0.79624', '0.79726', '0.84933', '0.83500']);
    const cohen = found(all, 'cohen_kappa');
    expect([five(cohen?.value), five(cohen?.se), cohen?.lower?.toFixed(3), cohen?.upper?.toFixed(3)]).toEqual(['0.79641', '0.05891', '0.680', '0.913']); // prettier-ignore
    // irrCAC's functions for tables divide by n where those for raw ratings, and Gwet 2008, divide by n - 1.
    const ofTable = ['percent_agreement', 'gwet_ac1'].map((id) =>
      five((all.coefficients.find((each) => each.id === id)?.se ?? 0) * Math.sqrt(99 / 100)),
    );
    expect(ofTable).toEqual(['0.03129', '0.04322']);
  });

  it('six raters that differ by item', async () => {
    const all = await of('fleiss1971_diagnoses');
    expect(all).toMatchObject({ kind: 'ratings', items: 30 });
    expect(values(all).slice(0, 4)).toEqual(['0.55556', '0.43024', '0.43341', '0.44788']);
    expect(found(all, 'conger_kappa')?.value?.toFixed(3)).toBe('0.442');
    expect(found(all, 'light_kappa')?.value?.toFixed(3)).toBe('0.459');
    expect(all.unanimous.toFixed(3)).toBe('0.167');
    const pair = all.pairs.find(({ raters }) => raters.join() === 'rater2,rater3');
    expect(pair?.coefficients[0]?.value?.toFixed(4)).toBe('0.6311');
  });

  it('three raters who hardly agree, on six grades', async () => {
    const all = await of('anxiety_3raters');
    expect(values(all).slice(0, 4)).toEqual(['0.18333', '-0.04108', '-0.02373', '0.03137']);
    const alphas = ['ordinal', 'interval', 'ratio'].map((level) =>
      five(found(all, 'krippendorff_alpha', level)?.value),
    );
    expect(alphas).toEqual(['0.22839', '0.17010', '0.14180']);
    const pair = all.pairs.find(({ raters }) => raters.join() === 'rater1,rater2');
    expect(pair?.coefficients.map(({ value }) => value?.toFixed(4))).toEqual(['0.1195', '0.1892', '0.2968']);
    expect(found(all, 'kendall_w', null)?.value?.toFixed(4)).toBe('0.5019');
  });
});

const crowd = join(shared, 'data', 'public', 'crowd-rte', 'rte_standardized.csv.gz');
const isCrowdThere = existsSync(crowd);

describe.skipIf(!isCrowdThere)(
  `the published labels of a crowd${isCrowdThere ? '' : ' (skipped: no public data in ../shared)'}`,
  () => {
    it('agree, and come to as much, as other programs found', async () => {
      writeFileSync(join(folder, 'rte.csv'), gunzipSync(readFileSync(crowd)));
      const columns = ['--item', 'orig_id', '--annotator', 'worker_id', '--answer', 'response', '--truth', 'gold'];
      const all = await said('rte.csv', '--as', 'answers', ...columns);
      expect(all).toMatchObject({ kind: 'answers', items: 800, answers: 8_000 });
      const coefficients = [
        found(all, 'percent_agreement', null),
        found(all, 'fleiss_kappa'),
        found(all, 'krippendorff_alpha', 'nominal'),
        found(all, 'gwet_ac1'),
      ];
      expect(coefficients.map((each) => each?.value?.toFixed(4))).toEqual(['0.6287', '0.2414', '0.2415', '0.2727']);
      const { accuracy, annotators, ties } = all.consensus;
      expect(ties).toBe(65);
      // 0.8969 and 0.9188 by the rule for ties, 0.9275, 0.7291.
      expect(accuracy.map(({ id, n, value }) => [id, n, Math.round(value * n * 10) / 10])).toEqual([
        ['majority_shared', 800, 717.5],
        ['majority_first', 800, 735],
        ['dawid_skene', 800, 742],
        ['single_answer', 8_000, 5_833],
      ]);
      expect(annotators).toHaveLength(164);
      expect(annotators[0]).toMatchObject({ annotator: 'W140', answers: 20, value: 0.4 });
      expect(annotators.filter(({ value }) => value < 0.55)).toHaveLength(7);
      expect(Math.min(...annotators.map(({ answers }) => answers))).toBe(20);
    });
  },
);

const votes = join(shared, 'data', 'public', 'davidson-votes', 'labeled_votes.csv');
const areVotesThere = existsSync(votes);

describe.skipIf(!areVotesThere)(
  `the published votes on messages${areVotesThere ? '' : ' (skipped: no public data in ../shared)'}`,
  () => {
    it('agree as other programs found, and come to the published classes', async () => {
      const all = await said(votes, '--as', 'distribution', '--columns', 'hate_speech,offensive_language,neither');
      expect(all).toMatchObject({ items: 24_783, answers: 80_383 });
      const coefficients = [
        found(all, 'percent_agreement', null),
        found(all, 'krippendorff_alpha', 'nominal'),
        found(all, 'fleiss_kappa'),
        found(all, 'gwet_ac1'),
      ];
      expect(coefficients.map((each) => each?.value?.toFixed(4))).toEqual(['0.8116', '0.5428', '0.5461', '0.7623']);
      expect(all.unanimous.toFixed(4)).toBe('0.7054');
      const sizes = all.itemsByAnswers.map(({ answers }) => answers);
      expect([sizes[0], sizes.at(-1)]).toEqual([3, 9]);
      expect(all.consensus).toMatchObject({
        ties: 0,
        majority: [
          { category: 'hate_speech', items: 1_430 },
          { category: 'offensive_language', items: 19_190 },
          { category: 'neither', items: 4_163 },
        ],
      });
    });
  },
);
