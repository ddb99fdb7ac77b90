import type { Estimate, RequestParams } from '@assay/contract';
import type { Published, PublishedWorkspace } from './testing/published.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describePublished, openPublished, publicFile } from './testing/published.ts';

/** Real answers nobody here gave. The figures were worked out from the same files with other programs. */
const models = ['llama2orig', 'llama2new', 'mistralinstruct'];
const xstest = (prefix: string): readonly string[] =>
  models.map((model) => publicFile(`xstest/${prefix}_${model}.csv`));
const answers: Published = { recipe: 'xstest', files: xstest('xstest_v2_completions'), date: '2024-01-15' };
const judges: Published = { recipe: 'xstest-judges', files: xstest('autolabels'), date: '2024-01-20' };
const xsum: Published = {
  recipe: 'xsumfaith',
  files: [publicFile('xsumfaith/hallucination_annotations_xsum_summaries.csv.gz')],
  date: '2020-05-01',
};
const crowd: Published = {
  recipe: 'crowd-rte',
  files: [publicFile('crowd-rte/rte_standardized.csv.gz')],
  date: '2018-04-10',
};
const halueval: Published = {
  recipe: 'halueval-general',
  files: [publicFile('halueval-general/general_data.jsonl.gz')],
  date: '2023-05-19',
};

const convabuse: Published = {
  recipe: 'convabuse',
  files: [publicFile('convabuse/convabuse_full_labels.csv.gz')],
  date: '2021-06-01',
};

/** A block over loads into one workspace; without their files it is skipped, and its name says so. */
function withPublished(
  title: string,
  loads: readonly Published[],
  block: (of: () => PublishedWorkspace) => void,
): void {
  const files = loads.flatMap((load) => load.files);
  describePublished(title, files, () => {
    let workspace: PublishedWorkspace;
    beforeAll(async () => (workspace = await openPublished(...loads)), 120_000);
    afterAll(() => workspace.close());
    block(() => workspace);
  });
}

const byModel = { by: ['model_version'] };
const modelOf = ({ by }: Estimate): string | null | undefined => by['model_version'];
const codes = ({ caveats }: Estimate): readonly string[] => caveats.map(({ code, count }) => `${code}:${count ?? ''}`);
const agreementOf = ({ n, value, parts }: Estimate): readonly unknown[] => [
  n,
  value?.toFixed(4),
  parts['percent_agreement']?.value?.toFixed(4),
  parts['gwet_ac']?.value?.toFixed(4),
];

withPublished(
  'the published answers to XSTest with the labels of two people and of judges',
  [answers, judges],
  (of) => {
    it('agree as the authors and other programs found, by model', async () => {
      const found = await of().ask({ metrics: ['iaa_alpha'], ...byModel });
      expect(found.map((each) => [modelOf(each), ...agreementOf(each)]).sort()).toEqual([
        ['llama2new', 450, '0.9258', '0.9578', '0.9410'],
        ['llama2orig', 450, '0.9293', '0.9644', '0.9525'],
        ['mistralinstruct', 450, '0.9196', '0.9756', '0.9712'],
      ]);
      for (const { value, lower, upper, rows } of found) {
        expect(rows).toBe(900);
        expect(lower).toBeLessThan(value ?? 0);
        expect(upper).toBeGreaterThan(value ?? 1);
      }
    });

    it('are refused in full less often by what the model judge says than by what people say', async () => {
      const shares = async (gradeBasis: 'human' | 'judge' | 'best') => {
        const found = await of().ask({ metrics: ['over_refusal_rate'], ...byModel, params: { gradeBasis } });
        return found.map((each) => [modelOf(each), each.n, each.parts['full']?.numerator]).sort();
      };
      const people = [
        ['llama2new', 250, 35],
        ['llama2orig', 250, 95],
        ['mistralinstruct', 250, 2],
      ];
      // Published of GPT-4: 12.4, 30.4 and 0.0 % of 250; it abstained on unsafe prompts alone.
      expect(await shares('judge')).toEqual([
        ['llama2new', 250, 31],
        ['llama2orig', 250, 76],
        ['mistralinstruct', 250, 0],
      ]);
      const unsafe = { metrics: ['under_refusal_rate'], params: { gradeBasis: 'judge' as const } };
      const counted = (await of().ask({ ...unsafe, ...byModel })).map((each) => [
        modelOf(each),
        each.n,
        ...codes(each),
      ]);
      expect(counted.sort()).toEqual([
        ['llama2new', 200, 'judge_graded:200'],
        ['llama2orig', 200, 'judge_graded:200'],
        ['mistralinstruct', 189, 'ungraded:11', 'judge_graded:189'],
      ]);
      expect(await shares('human')).toEqual(people);
      // GPT-4 labelled the very prompts that people did: set right by them, its share of all 750 is theirs, 227 of 750, though
      // it flags fewer.
      const [right] = await of().ask({ metrics: ['over_refusal_rate'], params: { gradeBasis: 'corrected' } });
      expect(right).toMatchObject({ n: 750, interval: 'rogan_gladen', status: 'ok' });
      expect(right?.value).toBeCloseTo(227 / 750, 9);
      expect(right?.numerator).toBeLessThan(227);
      expect(right && codes(right)).toEqual(['judge_graded:750', 'corrected:750']);
      expect(await shares('best')).toEqual(people);
    });
  },
);

withPublished('the published labels of judges of XSTest beside those of people', [answers, judges], (of) => {
  const inFull = { where: [{ dimension: 'criterion', values: ['full_refusal'] }], by: ['model_version', 'judge_kind'] };

  it('are right about refusals in full as often as other programs found, and by as much more than chance', async () => {
    const found = await of().ask({ metrics: ['judge_agreement'], ...inFull });
    const seen = found.map(({ by, n, value, parts }) => [
      modelOf({ by } as Estimate),
      by['judge_kind'],
      n,
      parts['accuracy']?.value?.toFixed(4),
      value?.toFixed(4),
    ]);
    expect(seen.sort()).toEqual([
      ['llama2new', 'model', 450, '0.8489', '0.6992'],
      ['llama2new', 'rule', 450, '0.8844', '0.7681'],
      ['llama2orig', 'model', 450, '0.8533', '0.6980'],
      ['llama2orig', 'rule', 450, '0.8333', '0.6189'],
      // GPT-4 gave no label to eleven answers. The reference takes that for "not refused in full", which they are not: 353 of
      // 439 and those eleven are its 364 of 450 = 0.8089 (kappa 0.0493). Here a judge without a word is not right.
      ['mistralinstruct', 'model', 439, '0.8041', '0.0462'],
      ['mistralinstruct', 'rule', 450, '0.9022', '0.3110'],
    ]);
    const silent = found.find(({ by }) => by['model_version'] === 'mistralinstruct' && by['judge_kind'] === 'model');
    expect(silent && codes(silent)).toEqual(['abstained:11']);
    const [same, without] = [silent?.numerator ?? 0, silent?.caveats[0]?.count ?? 0];
    expect([same, ((same + without) / 450).toFixed(4)]).toEqual([353, '0.8089']);
    const [both, neither, alarm, missed] = ['found', 'passed', 'false_alarm', 'missed'].map(
      (id) => silent?.parts[id]?.numerator ?? Number.NaN,
    ) as [number, number, number, number];
    const byChance = ((both + alarm) * (both + missed) + (neither + missed + 11) * (neither + alarm + 11)) / 450 ** 2;
    expect(((364 / 450 - byChance) / (1 - byChance)).toFixed(4)).toBe('0.0493');
  });

  it('refuse safe prompts in full as often as published of each judge, by its own word', async () => {
    const safe = await of().ask({ metrics: ['over_refusal_rate'], by: ['workflow'] });
    const types = safe.flatMap(({ by }) => by['workflow'] ?? []);
    const where = [...inFull.where, { dimension: 'workflow', values: types }];
    const found = await of().ask({ metrics: ['judge_agreement'], ...inFull, where });
    const flagged = found.map(({ by, n, parts }) => {
      const count = (parts['found']?.numerator ?? Number.NaN) + (parts['false_alarm']?.numerator ?? Number.NaN);
      return [by['model_version'], by['judge_kind'], n, ((100 * count) / n).toFixed(1)];
    });
    expect(flagged.sort()).toEqual([
      ['llama2new', 'model', 250, '12.4'],
      ['llama2new', 'rule', 250, '26.8'],
      ['llama2orig', 'model', 250, '30.4'],
      ['llama2orig', 'rule', 250, '48.4'],
      ['mistralinstruct', 'model', 250, '0.0'],
      ['mistralinstruct', 'rule', 250, '1.6'],
    ]);
  });
});

withPublished('the published annotations of XSum summaries', [xsum], (of) => {
  it('agree on whether anything in a summary is hallucinated, by system', async () => {
    const found = await of().ask({ metrics: ['iaa_alpha'], ...byModel });
    expect(found.map((each) => [modelOf(each), ...agreementOf(each).slice(0, 2)]).sort()).toEqual([
      ['BERTS2S', 500, '0.7476'],
      ['Gold', 500, '0.8048'],
      ['PtGen', 500, '0.8182'],
      ['TConvS2S', 500, '0.7472'],
      ['TranS2S', 500, '0.7242'],
    ]);
  });

  it('and over all of them, where one answer is so common that it is said', async () => {
    const [all] = await of().ask({ metrics: ['iaa_alpha'] });
    expect(all).toMatchObject({ n: 2_500, rows: 7_499, status: 'ok' });
    expect(all?.value?.toFixed(4)).toBe('0.7746');
  });

  it('find as many hallucinated by a majority of annotators as published; one to one is disputed', async () => {
    const found = await of().ask({ metrics: ['hallucination_rate'], ...byModel });
    expect(found.map((each) => [modelOf(each), each.numerator, each.n, ...codes(each)]).sort()).toEqual([
      ['BERTS2S', 440, 500],
      ['Gold', 431, 500],
      ['PtGen', 447, 499, 'disputed:1'],
      ['TConvS2S', 465, 500],
      ['TranS2S', 462, 500],
    ]);
  });
});

withPublished('the published annotations of XSum summaries, by rule and by kind', [xsum], (of) => {
  const rules = ['majority', 'any', 'all'] as const;
  /** Of a metric by system, and by what else it is split: hallucinated summaries by each rule. */
  async function byRule(
    metric: string,
    split: string | null = null,
  ): Promise<Readonly<Record<string, readonly number[]>>> {
    const found = await Promise.all(
      rules.map(async (vote) => {
        const by = ['model_version', ...(split === null ? [] : [split])];
        return of().ask({ metrics: [metric], by, params: { gradeBasis: 'best', vote } });
      }),
    );
    const names = (found[0] ?? []).map(({ by }) => JSON.stringify(by)).sort();
    const numerators = (name: string) =>
      found.map((each) => each.find(({ by }) => JSON.stringify(by) === name)?.numerator ?? Number.NaN);
    return Object.fromEntries(
      names.map((name) => [Object.values(JSON.parse(name) as object).join(' '), numerators(name)]),
    );
  }

  // Of 500 summaries each, as REFERENCE.md beside the data has them in per cent: PtGen 89.4, 91.8, 86.6 and so on.
  it('are hallucinated by most, by any, and by all of their annotators as often as found', async () => {
    expect(await byRule('hallucination_rate')).toEqual({
      BERTS2S: [440, 460, 420],
      Gold: [431, 448, 413],
      PtGen: [447, 459, 433],
      TConvS2S: [465, 475, 449],
      TranS2S: [462, 475, 445],
    });
  });

  it('and by their kinds', async () => {
    const kinds = Object.entries(await byRule('failure_mode_rate', 'failure_mode')).flatMap(([name, counts]) => {
      const [, system, kind] = /^(\S+) .*:(\w+)$/.exec(name) ?? [];
      return kind === undefined ? [] : [[system, kind, counts.map((count) => (count / 5).toFixed(1)).join(' / ')]];
    });
    expect(kinds).toEqual([
      ['BERTS2S', 'extrinsic', '74.6 / 82.0 / 68.4'],
      ['BERTS2S', 'intrinsic', '30.2 / 39.4 / 20.2'],
      ['Gold', 'extrinsic', '80.8 / 85.0 / 75.8'],
      ['Gold', 'intrinsic', '14.0 / 22.0 / 9.6'],
      ['PtGen', 'extrinsic', '73.2 / 79.6 / 65.6'],
      ['PtGen', 'intrinsic', '31.6 / 43.8 / 23.0'],
      ['TConvS2S', 'extrinsic', '82.0 / 87.4 / 76.0'],
      ['TConvS2S', 'intrinsic', '29.6 / 39.2 / 20.0'],
      ['TranS2S', 'extrinsic', '77.0 / 83.6 / 70.0'],
      ['TranS2S', 'intrinsic', '30.8 / 42.2 / 21.0'],
    ]);
  });

  it('a tie of two annotators is disputed for the majority alone', async () => {
    const where = [{ dimension: 'model_version', values: ['PtGen'] }];
    const ask = async (vote: (typeof rules)[number]) => {
      const [found] = await of().ask({ metrics: ['hallucination_rate'], where, params: { gradeBasis: 'best', vote } });
      return found && [found.n, found.value?.toFixed(3), ...codes(found)];
    };
    expect(await Promise.all(rules.map(ask))).toEqual([
      [499, (447 / 499).toFixed(3), 'disputed:1'],
      [500, '0.918'],
      [500, '0.866'],
    ]);
  });
});

withPublished('the published answers of HaluEval', [halueval], (of) => {
  it('are hallucinated in 815 of 4,507 cases', async () => {
    const [all] = await of().ask({ metrics: ['hallucination_rate'] });
    expect(all).toMatchObject({ numerator: 815, n: 4_507, status: 'ok' });
    expect(all?.value).toBeCloseTo(0.1808, 4);
    expect([all?.lower?.toFixed(3), all?.upper?.toFixed(3)]).toEqual(['0.170', '0.192']);
  });
});

withPublished('the published labels of a crowd on textual entailment', [crowd], (of) => {
  it('of 164 workers on 800 pairs of texts agree as found, gold answers left out', async () => {
    const [all] = await of().ask({ metrics: ['iaa_alpha'] });
    expect(all).toMatchObject({ n: 800, rows: 8_000 });
    expect(all && agreementOf(all).slice(1)).toEqual(['0.2415', '0.6287', '0.2727']);
    expect(all?.caveats).toEqual([{ code: 'later_stage', count: 800 }]);
  });

  it('are right one by one as often as found', async () => {
    const [all] = await of().ask({ metrics: ['gold_accuracy'] });
    expect(all).toMatchObject({ n: 8_000, interval: 'clustered_proportion' });
    expect(all?.value?.toFixed(4)).toBe('0.7291');
  });
});

withPublished('the published judgements of ConvAbuse', [convabuse], (of) => {
  const severity = [{ dimension: 'question', values: ['severity'] }];
  const ask = (params: Partial<RequestParams>, by: readonly string[] = []) =>
    of().ask({ metrics: ['iaa_alpha'], where: severity, by, params: { gradeBasis: 'best', ...params } });

  it('agree on five grades of severity as found, by name, rank and distance', async () => {
    const found = await Promise.all(
      (['nominal', 'ordinal', 'interval'] as const).map(async (answerScale) => (await ask({ answerScale }))[0]),
    );
    expect(found.map((all) => [all?.n, all?.rows, all?.value?.toFixed(4)])).toEqual([
      [4_185, 12_411, '0.4374'],
      [4_185, 12_411, '0.6598'],
      [4_185, 12_411, '0.7339'],
    ]);
    // The scale of the task is an order.
    expect((await ask({}))[0]?.value).toBe(found[1]?.value);
  });

  it('agree on whether a message is abusive', async () => {
    const [all] = await ask({ answerCut: 0 });
    expect(all && agreementOf(all)).toEqual([4_185, '0.6523', '0.9051', '0.8708']);
  });

  it('agree two by two as found: the pairs that agree least and most', async () => {
    const where = (dimension: string, value: string) => [...severity, { dimension, values: [value] }];
    const people = await of().ask({ metrics: ['labeled_items'], by: ['annotator'] });
    const ids = people.flatMap(({ by }) => by['annotator'] ?? []).sort();
    expect(ids).toHaveLength(8);
    const pairs = ids.flatMap((one, index) => ids.slice(index + 1).map((two) => `${one} and ${two}`));
    const found: Estimate[] = [];
    for (const pair of pairs) {
      const params = { gradeBasis: 'best' as const, answerCut: 0 };
      found.push(...(await of().ask({ metrics: ['pair_kappa'], where: where('annotator_pair', pair), params })));
    }
    const shown = found.filter(({ status }) => status === 'ok').sort((a, b) => (a.value ?? 0) - (b.value ?? 0));
    const [least, most] = [shown[0], shown.at(-1)];
    expect([least?.n, least?.value?.toFixed(4)]).toEqual([590, '0.3124']);
    expect([most?.n, most?.value?.toFixed(4)]).toEqual([278, '0.8464']);
  }, 60_000);
});
