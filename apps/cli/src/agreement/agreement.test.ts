import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { documentOf, runAssay } from '../testing/run-assay.ts';

interface Said {
  readonly id: string;
  readonly weighting: string | null;
  readonly value: number | null;
  readonly se: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

interface Document {
  readonly kind: string;
  readonly items: number;
  readonly raters: readonly string[];
  readonly categories: readonly string[];
  readonly unanimous: number;
  readonly coefficients: readonly Said[];
  readonly consensus: {
    readonly majority: readonly { readonly category: string; readonly items: number }[];
    readonly ties: number;
    readonly dawidSkene: readonly { readonly category: string; readonly items: number }[] | null;
    readonly accuracy: readonly {
      readonly id: string;
      readonly n: number;
      readonly value: number;
      readonly lower: number;
      readonly upper: number;
    }[];
    readonly annotators: readonly { readonly annotator: string; readonly answers: number; readonly value: number }[];
  };
  readonly pairs: readonly {
    readonly raters: readonly string[];
    readonly n: number;
    readonly coefficients: readonly Said[];
  }[];
}

const folder = mkdtempSync(join(tmpdir(), 'assay-agreement-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function said(file: string, ...argv: readonly string[]): Promise<Document> {
  const ran = await runAssay(folder, 'agreement', file, '--json', ...argv);
  expect(ran.code, ran.err).toBe(0);
  return documentOf(ran) as Document;
}

function fileOf(text: string): string {
  writeFileSync(join(folder, 'table.csv'), text);
  return 'table.csv';
}

/** A coefficient by id and weights, to five digits. */
const found = ({ coefficients }: Pick<Document, 'coefficients'>, id: string, weighting: string | null = 'identity') =>
  coefficients.find((each) => each.id === id && each.weighting === weighting);
const five = (value: number | null | undefined): string | undefined => value?.toFixed(5);

describe('assay agreement', () => {
  // 4 items a and a, 3 items b and b, 1 item a and b: see chance-corrected.test.ts.
  const ratings = ['item,one,two', ...Array<string>(4).fill('x,a,a'), ...Array<string>(3).fill('x,b,b'), 'x,a,b'].join(
    '\n',
  );

  it('says the same of raters, of counts, and of two raters against each other', async () => {
    const all = [
      await said(fileOf(ratings)),
      await said(
        fileOf(['item,a,b', ...Array<string>(4).fill('x,2,0'), ...Array<string>(3).fill('x,0,2'), 'x,1,1'].join('\n')),
      ),
      await said(fileOf('first,a,b\na,4,1\nb,0,3\n')),
    ];
    expect(all.map(({ kind, items }) => [kind, items])).toEqual([
      ['ratings', 8],
      ['distribution', 8],
      ['contingency', 8],
    ]);
    for (const each of all) {
      expect(found(each, 'percent_agreement', null)).toMatchObject({ value: 0.875 });
      expect(five(found(each, 'brennan_prediger')?.value)).toBe('0.75000');
      expect(five(found(each, 'fleiss_kappa')?.value)).toBe(five((7 / 8 - 130 / 256) / (1 - 130 / 256)));
    }
    // Cohen needs to know who rated: 7/8 seen, (5 * 4 + 3 * 4) / 64 by chance.
    expect(all.map((each) => five(found(each, 'cohen_kappa')?.value))).toEqual(['0.75000', undefined, '0.75000']);
  });

  it('reads what it is told that a table is', async () => {
    // Ratings from 0 to 3 whose sums happen to be alike look like counts.
    const file = fileOf('item,p,q\n1,0,3\n2,3,0\n3,1,2\n4,2,1\n');
    expect((await said(file)).kind).toBe('distribution');
    expect(await said(file, '--as', 'ratings')).toMatchObject({
      kind: 'ratings',
      raters: ['p', 'q'],
      categories: ['0', '1', '2', '3'],
    });
  });

  it('has coefficients of ranks and distances for numbers alone', async () => {
    const names = await said(fileOf(ratings));
    expect(names.coefficients.map(({ weighting }) => weighting)).not.toContain('quadratic');
    const numbers = await said(fileOf('rater1,rater2\n1,1\n2,3\n3,3\n10,10\n'));
    expect(numbers.categories).toEqual(['1', '2', '3', '10']);
    expect(found(numbers, 'gwet_ac2', 'quadratic')?.value).toBeGreaterThan(found(numbers, 'gwet_ac1')?.value ?? 1);
    expect(found(numbers, 'krippendorff_alpha', 'ratio')?.value).not.toBeNull();
  });

  describe('of a table with a line an answer', () => {
    // p and q answer all five items, r the first four. Two of three say a of 1, all of 2; b of 3 and 4; p and q differ on 5.
    const said3 = ['1pa', '1qa', '1rb', '2pa', '2qa', '2ra', '3pb', '3qb', '3ra', '4pb', '4qb', '4rb', '5pa', '5qb'];
    const truth: Readonly<Record<string, string>> = { 1: 'a', 2: 'a', 3: 'b', 4: 'a', 5: 'b' };
    const lines = said3.map((text) => [...text]).map(([item = '', who, what]) => [item, who, what, truth[item]].join());
    const long = ['item,annotator,answer,truth', ...lines].join('\n');

    it('says the same as of raters by columns', async () => {
      const all = await said(fileOf(long));
      expect(all).toMatchObject({ kind: 'answers', items: 5, raters: ['p', 'q', 'r'], categories: ['a', 'b'] });
      const columns = await said(fileOf('item,p,q,r\n1,a,a,b\n2,a,a,a\n3,b,b,a\n4,b,b,b\n5,a,b,\n'));
      expect(all.coefficients).toEqual(columns.coefficients);
      expect(all.pairs).toEqual(columns.pairs);
      const { accuracy, annotators, ...consensus } = all.consensus;
      expect(columns.consensus).toEqual({ ...consensus, accuracy: [], annotators: [] });
      expect([accuracy.length, annotators.length]).toEqual([4, 3]);
    });

    it('says what most say, and how often that is right, a tie as its rule says', async () => {
      const { consensus } = await said(fileOf(long));
      expect(consensus.majority).toEqual([
        { category: 'a', items: 2 },
        { category: 'b', items: 2 },
      ]);
      expect(consensus.ties).toBe(1);
      // Right of 1, 2, 3, wrong of 4; the tie of 5 is half right, or a, which is wrong.
      const of = (id: string) => consensus.accuracy.find((each) => each.id === id);
      expect([of('majority_shared')?.value, of('majority_first')?.value]).toEqual([0.7, 0.6]);
      // 3 of 5 by Wilson: 0.2307 to 0.8824.
      expect(of('majority_first')?.lower).toBeCloseTo(0.2307, 4);
      expect(of('majority_first')?.upper).toBeCloseTo(0.8824, 4);
      // p is right of 1, 2, 3; q of 5, too; r of 2.
      expect(of('single_answer')).toMatchObject({ n: 14, value: 8 / 14 });
      expect(consensus.annotators.map(({ annotator, answers, value }) => [annotator, answers, value])).toEqual([
        ['r', 4, 0.25],
        ['p', 5, 0.6],
        ['q', 5, 0.8],
      ]);
    });

    it('has columns of other names where it is told so, and knows of no truth without one', async () => {
      const file = fileOf(long.replace('item,annotator,answer,truth', 'text,who,says,gold'));
      const named = ['--as', 'answers', '--item', 'text', '--annotator', 'who', '--answer', 'says'];
      expect((await said(file, ...named)).consensus).toMatchObject({ accuracy: [], annotators: [] });
      expect((await said(file, ...named, '--truth', 'gold')).consensus.accuracy).toHaveLength(4);
    });

    it('tells what is known of some items of those alone', async () => {
      const some = long.replaceAll(/^([45],.*),\w$/gm, '$1,');
      const { consensus } = await said(fileOf(some));
      expect(consensus.accuracy.map(({ id, n, value }) => [id, n, value])).toEqual([
        ['majority_shared', 3, 1],
        ['majority_first', 3, 1],
        ['dawid_skene', 3, 1],
        ['single_answer', 9, 7 / 9],
      ]);
    });

    it('prints it for people', async () => {
      const { out } = await runAssay(folder, 'agreement', fileOf(long));
      expect(out).toMatch(/as many of several +1\n/);
      expect(out).toMatch(/Majority, a tie counts its share +5 +0\.7000 +0\.\d+ to 0\.\d+/);
      expect(out).toMatch(/r +4 +0\.2500/);
    });
  });

  it('prints a table for people', async () => {
    const { out, code } = await runAssay(folder, 'agreement', fileOf(ratings));
    expect(code).toBe(0);
    expect(out).toContain('table.csv (ratings table: 8 items, 16 answers, 2 categories)');
    expect(out).toMatch(/Brennan-Prediger +identity +0\.75000 +0\.25000 +0\.159 to 1\.000/);
  });

  it.each([
    ['lines of other lengths', 'a,b\n1,2\n1\n', [], 'table.csv has 1 cells at line 3 and 2 in its header.'],
    ['a header alone', 'a,b\n', [], 'table.csv has no rows under its header.'],
    ['something else', '{"a":1}\n', [], 'table.csv is not a CSV file.'],
    ['one rater', 'item,a\n1,x\n2,y\n', [], 'table.csv is no ratings table: it has fewer than two columns of answers.'],
    ['nothing rated twice', 'item,p,q\n1,x,\n2,,y\n', [], 'table.csv is no ratings table: no item has two answers.'],
    [
      'names where counts are meant',
      'item,a,b\n1,x,2\n',
      ['--as', 'distribution'],
      'table.csv is no distribution table: line 2 holds something else than counts.',
    ],
    [
      'answers without a column for them',
      'item,annotator,said\n1,p,x\n1,q,y\n',
      ['--as', 'answers'],
      'table.csv has no column "answer".',
    ],
    [
      'a column that is not there',
      'item,annotator,answer\n1,p,x\n1,q,y\n',
      ['--truth', 'gold'],
      'table.csv has no column "gold".',
    ],
    [
      'an answer of nobody',
      'item,annotator,answer\n1,p,x\n1,,y\n',
      [],
      'table.csv is no answers table: line 3 has no annotator.',
    ],
    [
      'two truths of one item',
      'item,annotator,answer,truth\n1,p,x,x\n1,q,y,y\n',
      [],
      'table.csv is no answers table: line 3 has another truth than a line before it has of the same item.',
    ],
    [
      'columns of answers of another table',
      'item,p,q\n1,x,x\n2,y,x\n',
      ['--truth', 'p'],
      '--truth names a column of a table of answers.',
    ],
    [
      'other categories down than across',
      ',a,b\na,1,2\nc,3,4\n',
      ['--as', 'contingency'],
      'table.csv is no contingency table: its lines and columns do not name the same categories in one order.',
    ],
  ])('refuses %s', async (_, text, argv, message) => {
    const ran = await runAssay(folder, 'agreement', fileOf(text), '--json', ...argv);
    expect(ran.code).not.toBe(0);
    expect(documentOf(ran)).toMatchObject({ error: { message } });
  });

  it('says so where there is no such file', async () => {
    const ran = await runAssay(folder, 'agreement', 'absent.csv', '--json');
    expect(documentOf(ran)).toMatchObject({
      error: { code: 'FILE_UNREADABLE', message: 'absent.csv does not exist.' },
    });
  });
});

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
    expect([five(found(all, 'fleiss_kappa')?.se), five(found(all, 'gwet_ac1')?.se)]).toEqual(['0.15302', '0.14295']);
    expect(found(all, 'fleiss_kappa')?.lower?.toFixed(3)).toBe('0.424');
    expect(found(all, 'fleiss_kappa')?.upper).toBe(1);
    expect(found(all, 'gwet_ac1')?.lower?.toFixed(3)).toBe('0.461');
  });

  it('counts of six raters, and of four', async () => {
    const six = await of('distribution_6raters');
    expect(six).toMatchObject({ kind: 'distribution', items: 15 });
    expect(values(six)).toEqual(['0.55111', '0.41393', '0.42044', '0.44480', '0.43889']);
    expect([five(found(six, 'fleiss_kappa')?.se), five(found(six, 'gwet_ac1')?.se)]).toEqual(['0.08119', '0.08419']);
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
