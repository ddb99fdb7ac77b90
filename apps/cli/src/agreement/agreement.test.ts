import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { agreementOf, five, found } from '../testing/agreement-document.ts';
import { documentOf, runAssay } from '../testing/run-assay.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-agreement-'));
afterAll(() => rmSync(folder, { recursive: true }));

const said = (file: string, ...argv: readonly string[]) => agreementOf(folder, file, ...argv);

function fileOf(text: string): string {
  writeFileSync(join(folder, 'table.csv'), text);
  return 'table.csv';
}

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

  it('reads the columns that are named, and counts of unlike numbers of raters', async () => {
    const file = fileOf('id,votes,yes,no,class\n7,3,3,0,yes\n9,4,1,3,no\n12,2,1,1,no\n');
    const all = await said(file, '--as', 'distribution', '--columns', 'yes,no');
    expect(all).toMatchObject({ kind: 'distribution', items: 3, answers: 9, categories: ['yes', 'no'] });
    expect(all.itemsByAnswers).toEqual([2, 3, 4].map((answers) => ({ answers, items: 1 })));
    const shown = async (...argv: readonly string[]) => (await runAssay(folder, 'agreement', file, ...argv)).out;
    const uneven = 'answers an item (and how many items)';
    expect(await shown('--as', 'distribution', '--columns', 'yes,no')).toContain(`${uneven}: 2 (1), 3 (1), 4 (1)`);
    expect(await shown('--as', 'ratings', '--columns', 'yes,no')).not.toContain(uneven);
    // Pairs that agree: 1, 3 of 6, 0.
    expect(found(all, 'percent_agreement', null)?.value).toBeCloseTo(0.5, 12);
    expect(all.unanimous).toBeCloseTo(1 / 3, 12);
    expect(all.consensus).toMatchObject({ ties: 1, dawidSkene: null, accuracy: [] });
    expect(all.consensus.majority.map(({ items }) => items)).toEqual([1, 1]);
    const file2 = fileOf('id,p,note,q\n1,x,?,x\n2,y,?,x\n');
    expect(await said(file2, '--columns', 'q, p')).toMatchObject({ kind: 'ratings', raters: ['q', 'p'] });
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
      // Somebody says a of 1, 2, 3 and 5, and b of all but 2; all say a of 2 and b of 4.
      expect([consensus.any, consensus.all].map((each) => each.map(({ items }) => items))).toEqual([[4, 4], [1, 1]]); // prettier-ignore
      expect(consensus.said).toEqual([
        { annotator: 'p', answers: 5, counts: [3, 2] },
        { annotator: 'q', answers: 5, counts: [2, 3] },
        { annotator: 'r', answers: 4, counts: [2, 2] },
      ]);
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
      expect(out).toMatch(/items taken for +by most answers +by any +by all/);
      expect(out).toMatch(/p +5 +60\.00 % +40\.00 %/);
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
      'named columns that are not there',
      'id,yes,no\n1,2,0\n2,1,1\n',
      ['--columns', 'yes,maybe'],
      'table.csv has no column "maybe".',
    ],
    ['one column', 'id,yes,no\n1,2,0\n', ['--columns', 'yes'], '--columns yes names fewer than two columns.'],
    ['a column twice', 'id,yes,no\n1,2,0\n', ['--columns', 'no,no'], '--columns no,no names a column twice.'],
    [
      'columns of a table of answers',
      'item,annotator,answer\n1,p,x\n1,q,x\n',
      ['--as', 'answers', '--columns', 'item,answer'],
      '--columns is for tables of ratings and of counts.',
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
