import type { Document } from '../testing/agreement-document.ts';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreementOf, found } from '../testing/agreement-document.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-published-answers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const shared = process.env['ASSAY_SHARED'] ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
const publicFile = (name: string): string => join(shared, 'data', 'public', name);
const skipped = ' (skipped: no public data in ../shared)';

type Line = Readonly<Record<string, string>>;

/** Lines of a published CSV without quotes around what is read of it; the last columns may hold no commas. */
function linesOf(file: string): readonly Line[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const [header = '', ...lines] = text.trimEnd().split(/\r?\n/);
  const names = header.split(',');
  // What stands before a quoted text is read from the left, what stands behind it from the right.
  return lines.map((line) => {
    const cells = line.split(',');
    const left = names.map((name, index) => [name, cells[index] ?? ''] as const);
    const right = names.map((name, index) => [name, cells.at(index - names.length) ?? ''] as const);
    const half = Math.ceil(names.length / 2);
    return Object.fromEntries([...left.slice(0, half), ...right.slice(half)]);
  });
}

function answersOf(name: string, rows: readonly (readonly string[])[]): string {
  writeFileSync(join(folder, name), ['item,annotator,answer', ...rows.map((row) => row.join())].join('\n'));
  return name;
}

const shares = (all: Document, weighting = 'identity') =>
  [
    found(all, 'percent_agreement', null),
    found(all, 'fleiss_kappa', weighting),
    found(all, 'krippendorff_alpha', 'nominal'),
    found(all, 'gwet_ac1', weighting),
  ].map((each) => each?.value?.toFixed(4));

const convabuse = publicFile('convabuse/convabuse_full_labels.csv.gz');
const isConvabuseThere = existsSync(convabuse);

/** Expected values are those of REFERENCE.md beside the data. */
describe.skipIf(!isConvabuseThere)(`the published judgements of ConvAbuse${isConvabuseThere ? '' : skipped}`, () => {
  interface Judgement {
    readonly item: string;
    readonly who: string;
    readonly bot: string;
    readonly answer: string;
  }
  /** What each annotator said of each message, in the order of the examples. */
  let judgements: readonly (readonly Judgement[])[] = [];
  const said = (name: string, rows: readonly Judgement[]) =>
      agreementOf(folder, answersOf(name, rows.map(({ item, who, answer }) => [item, who, answer]))); // prettier-ignore
  const firsts = () => judgements.flatMap(([first]) => (first ? [first] : []));

  beforeAll(() => {
    const lines = [...linesOf(convabuse)].sort((a, b) => Number(a['example_no']) - Number(b['example_no']));
    const all = lines.map((line): Judgement => {
      const isAbusive = ['-1', '-2', '-3'].some((grade) => line[`is_abuse.${grade}`] === '1');
      const [item = '', who = '', bot = ''] = [line['item_id'], line['annotator_id'], line['bot']];
      return { item, who, bot, answer: isAbusive ? 'yes' : 'no' };
    });
    judgements = [...Map.groupBy(all, ({ item, who }) => `${item} ${who}`).values()];
  });

  const abusive = (all: Document) => {
    const of = (rule: 'majority' | 'any') => all.consensus[rule].find(({ category }) => category === 'yes')?.items;
    return { items: all.items, majority: of('majority'), any: of('any'), ties: all.consensus.ties };
  };

  it('find a message abusive by most, by any and one by one as often as found', async () => {
    const all = await said('all.csv', firsts());
    expect(abusive(all)).toEqual({ items: 4_185, majority: 578, any: 947, ties: 139 });
    expect((578 / 4_185).toFixed(4)).toBe('0.1381');
    const raters = all.itemsByAnswers.map(({ answers, items }) => [answers, items]);
    expect(raters).toEqual([[2, 1_094], [3, 2_445], [4, 377], [5, 235], [6, 33], [7, 1]]); // prettier-ignore
    expect(shares(all).map((each, index) => (index === 1 ? null : each))).toEqual(['0.9051', null, '0.6523', '0.8708']); // prettier-ignore
    const { said: by } = all.consensus;
    const yes = all.categories.indexOf('yes');
    const count = by.reduce((sum, { counts }) => sum + (counts[yes] ?? 0), 0);
    expect([all.answers, (count / all.answers).toFixed(4)]).toEqual([12_411, '0.1582']);
    const rates = by.map(({ annotator, answers, counts }) => [annotator.slice(-1), answers, ((100 * (counts[yes] ?? 0)) / answers).toFixed(2)]); // prettier-ignore
    expect(rates.sort()).toEqual([
      ['1', 1_025, '20.20'],
      ['2', 1_569, '15.36'],
      ['3', 1_589, '12.08'],
      ['4', 1_736, '14.92'],
      ['5', 1_714, '27.89'],
      ['6', 1_472, '15.90'],
      ['7', 1_723, '6.85'],
      ['8', 1_583, '14.78'],
    ]);
  });

  it.each([
    ['CarbonBot', 1_515, 81],
    ['E.L.I.Z.A.', 2_670, 497],
  ])('find %s abused in as many messages', async (name, items, majority) => {
    const own = await said(`${name}.csv`, firsts().filter(({ bot }) => bot === name)); // prettier-ignore
    expect(abusive(own)).toMatchObject({ items, majority });
  });

  it('are nearly always the same where one annotator judges a message again', async () => {
    const twice = judgements.flatMap(([first, again]) => (first && again ? [`${first.answer},${again.answer}`] : []));
    writeFileSync(join(folder, 'twice.csv'), ['first,again', ...twice].join('\n'));
    const all = await agreementOf(folder, 'twice.csv', '--as', 'ratings');
    expect([all.items, found(all, 'cohen_kappa')?.value?.toFixed(4)]).toEqual([345, '0.8912']);
    expect((found(all, 'percent_agreement', null)?.value ?? 0) * 345).toBeCloseTo(334, 9);
  });
});

const models = ['llama2orig', 'llama2new', 'mistralinstruct'];
const completions = (model: string): string => publicFile(`xstest/xstest_v2_completions_${model}.csv`);
const areCompletionsThere = models.every((model) => existsSync(completions(model)));

describe.skipIf(!areCompletionsThere)(
  `the published labels of two people on XSTest${areCompletionsThere ? '' : skipped}`,
  () => {
    it.each([
      ['llama2orig', '0.9644', '0.9293', '0.9293', '0.9293', '0.9525'],
      ['llama2new', '0.9578', '0.9258', '0.9258', '0.9258', '0.9410'],
      ['mistralinstruct', '0.9756', '0.9195', '0.9195', '0.9196', '0.9712'],
    ])('agree on %s as published, by each coefficient', async (model, agreement, cohen, fleiss, alpha, gwet) => {
      const columns = ['--as', 'ratings', '--columns', 'annotation_1,annotation_2'];
      const all = await agreementOf(folder, completions(model), ...columns);
      expect(found(all, 'cohen_kappa')?.value?.toFixed(4)).toBe(cohen);
      expect([all.items, ...shares(all)]).toEqual([450, agreement, fleiss, alpha, gwet]);
    });
  },
);

const factual = publicFile('xsumfaith/factuality_annotations_xsum_summaries.csv');
const isFactualThere = existsSync(factual);

describe.skipIf(!isFactualThere)(
  `the published answers to whether a summary of XSum is factual${isFactualThere ? '' : skipped}`,
  () => {
    /** Answers by summary, without those that were not given. */
    const summaries = () => {
      const given = linesOf(factual).map(
        ({ system = '', bbcid = '', worker_id: who = '', is_factual: answer = '' }) => ({
          system,
          row: [`${system}:${bbcid}`, who, answer],
        }),
      );
      const rated = given.filter(({ row }) => row[2] !== 'NULL');
      return [...Map.groupBy(rated, ({ row }) => row[0]).values()];
    };
    const said = (name: string, own: ReturnType<typeof summaries>) =>
      agreementOf(folder, answersOf(name, own.flat().map(({ row }) => row))); // prettier-ignore

    it('agree as found: by three raters, and by alpha of all', async () => {
      const all = summaries();
      const three = all.filter(({ length }) => length === 3);
      const ofThree = await said('three.csv', three);
      expect([ofThree.items, ...shares(ofThree).slice(0, 2)]).toEqual([1_848, '0.9578', '0.7744']);
      const ofAll = await said('factual.csv', all);
      expect([ofAll.items, shares(ofAll)[2]]).toEqual([1_858, '0.7736']);
    });

    // REFERENCE.md tells them of 459, 475, 475 and 460: with those that nobody gave an answer for.
    it.each([
      ['PtGen', 25, 456, 459],
      ['TConvS2S', 50, 472, 475],
      ['TranS2S', 44, 472, 475],
      ['BERTS2S', 66, 458, 460],
    ])('find of %s %i factual by most, of %i answered and %i asked about', async (name, majority, answered, asked) => {
      const own = await said(`${name}.csv`, summaries().filter(([first]) => first?.system === name)); // prettier-ignore
      const yes = own.consensus.majority.find(({ category }) => category === 'yes')?.items;
      const lines = linesOf(factual).filter(({ system }) => system === name);
      expect([yes, own.items, new Set(lines.map(({ bbcid }) => bbcid)).size]).toEqual([majority, answered, asked]);
    });
  },
);

const marked = publicFile('xsumfaith/hallucination_annotations_xsum_summaries.csv.gz');
const isMarkedThere = existsSync(marked);

describe.skipIf(!isMarkedThere)(
  `the published answers to whether a summary of XSum is hallucinated${isMarkedThere ? '' : skipped}`,
  () => {
    it('agree as found where three people looked, and each seat finds as many', async () => {
      // A line a span: whoever marked one found something.
      const lines = gunzipSync(readFileSync(marked)).toString('utf8').trimEnd().split('\n').slice(1);
      const spans = lines.map((line) => {
        const [bbcid = '', system = ''] = line.split(',');
        const [, type = ''] = /,(intrinsic|extrinsic|NULL),/.exec(line) ?? [];
        return { item: `${system}:${bbcid}`, who: line.trimEnd().slice(-5), type };
      });
      const answers = [...Map.groupBy(spans, ({ item, who }) => `${item} ${who}`).values()].map((own) => ({
        item: own[0]?.item ?? '',
        row: [own[0]?.item ?? '', own[0]?.who ?? '', own.some(({ type }) => type !== 'NULL') ? 'yes' : 'no'],
      }));
      const items = [...Map.groupBy(answers, ({ item }) => item).values()];
      const said = (name: string, own: typeof items) =>
        agreementOf(folder, answersOf(name, own.flat().map(({ row }) => row))); // prettier-ignore
      const three = await said('three-marked.csv', items.filter(({ length }) => length === 3)); // prettier-ignore
      expect([three.items, ...shares(three)].filter((_, index) => index !== 3)).toEqual([2_499, '0.9584', '0.7758', '0.9489']); // prettier-ignore
      const all = await said('marked.csv', items);
      expect([all.items, shares(all)[2]]).toEqual([2_500, '0.7746']);
      const yes = all.categories.indexOf('yes');
      expect(all.consensus.said.map(({ answers: n, counts }) => [counts[yes], n]).sort()).toEqual([
        [2_160, 2_500],
        [2_246, 2_500],
        [2_316, 2_499],
      ]);
    });
  },
);
