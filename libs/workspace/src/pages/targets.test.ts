import { formatProblem } from '@assay/yaml';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cardOf, metrics } from '@assay/metrics';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Day } from '@assay/contract';
import type { KnownMetric } from './known.ts';
import { targetInForce, targetsAmong, targetsInForce } from './target-in-force.ts';
import type { TargetRule } from './targets.ts';
import { checkTargets, loadTargets } from './targets.ts';

const known: readonly KnownMetric[] = [
  {
    id: 'under_refusal_rate',
    unit: 'percent',
    parts: [],
    dimensions: [{ id: 'environment' }, { id: 'workflow' }],
  },
  { id: 'labeled_items', unit: 'per_annotator_day', parts: [], dimensions: [] },
  { id: 'cost', unit: 'money_per_item', parts: [], dimensions: [{ id: 'task' }] },
];

let directory: string;
beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'assay-targets-')), 'dashboards');
  await mkdir(directory);
});
afterEach(() => rm(join(directory, '..'), { recursive: true }));
const write = (text: string) => writeFile(join(directory, 'targets.yaml'), text);

describe('targets', () => {
  it('are those of the last folder that has any', async () => {
    const [own, none] = [join(directory, '..', 'own'), join(directory, '..', 'none')];
    await mkdir(own);
    await write('- { metric: under_refusal_rate, upper: 5 %, valid_from: 2024-01-01 }\n');
    expect(await loadTargets([directory, none], known)).toMatchObject([{ target: { upper: 0.05 } }]);
    const text = '- { metric: under_refusal_rate, upper: 2 %, valid_from: 2024-01-01 }\n';
    await writeFile(join(own, 'targets.yaml'), text);
    expect(await loadTargets([directory, own], known)).toMatchObject([{ target: { upper: 0.02 } }]);
  });

  it('are read with fractions, however they are written', async () => {
    await write(`- metric: under_refusal_rate
  where: { environment: production }
  lower: 0
  upper: 1.1 %
  valid_from: 2024-01-01
  proposed: true
- { metric: under_refusal_rate, upper: 0.05, valid_from: 2024-06-01 }
`);
    expect(await loadTargets([directory], known)).toEqual([
      {
        metric: 'under_refusal_rate',
        where: [{ dimension: 'environment', values: ['production'] }],
        target: { lower: 0, upper: 0.011, validFrom: '2024-01-01', proposed: true },
      },
      {
        metric: 'under_refusal_rate',
        where: [],
        target: { lower: null, upper: 0.05, validFrom: '2024-06-01', proposed: false },
      },
    ]);
  });

  it('of what is no share are numbers of any size', async () => {
    await write('- { metric: labeled_items, lower: 80, upper: 200, valid_from: 2024-01-01 }\n');
    expect((await loadTargets([directory], known)).map(({ target }) => target)).toEqual([
      { lower: 80, upper: 200, validFrom: '2024-01-01', proposed: false },
    ]);
    await write('- { metric: labeled_items, lower: 80 %, valid_from: 2024-01-01 }\n- { metric: nope }\n');
    expect((await checkTargets([directory], known)).map(formatProblem)).toEqual([
      'dashboards/targets.yaml:1:35: [0].lower is "80 %"; expected a number from 0 in the unit of the metric',
      'dashboards/targets.yaml:2:13: [1].metric is "nope"; expected one of under_refusal_rate, labeled_items, cost',
    ]);
  });

  it('may be shares of the value a year before, of numbers that have a ratio, one by one', async () => {
    await write('- { metric: cost, each: task, upper: 90 % of last year, valid_from: 2024-01-01 }\n');
    const bounds = { lower: null, upper: null, ofEarlier: { lower: null, upper: 0.9, when: 'last_year' } };
    const rules = await loadTargets([directory], known);
    expect(rules).toEqual([
      { metric: 'cost', where: [], each: 'task', target: { ...bounds, validFrom: '2024-01-01', proposed: false } },
    ]);
    const of = (by: Record<string, string | null>) =>
      targetInForce(rules, { metric: 'cost', by, periodEnd: '2026-01-01' });
    expect(of({ task: 't' })).toMatchObject(bounds);
    expect([of({}), of({ task: null }), of({ task: '~other' })]).toEqual([null, null, null]);
    await write('- { metric: cost, lower: 1, upper: 90 % of last year, valid_from: 2024-01-01 }\n');
    const message = 'lower and upper are of different kinds; expected both of one time, or none';
    expect((await checkTargets([directory], known)).map((each) => each.message)).toEqual([message]);
    await write(
      '- { metric: cost, lower: 1 % of two quarters before, upper: 90 % of last year, valid_from: 2024-01-01 }\n',
    );
    expect((await checkTargets([directory], known)).map((each) => each.message)).toEqual([message]);
  });

  it('may be shares of two quarters before, of rates, and hold with another rate', async () => {
    const other = 'not_worse: { metric: under_refusal_rate, margin: 1 % }';
    await write(`- { metric: under_refusal_rate, upper: 80 % of two quarters before, valid_from: 2024-01-01 }
- { metric: cost, upper: 90 % of last year, ${other}, valid_from: 2024-01-01 }
`);
    expect((await loadTargets([directory], known)).map(({ target }) => target)).toMatchObject([
      { lower: null, upper: null, ofEarlier: { lower: null, upper: 0.8, when: 'two_quarters_before' } },
      { ofEarlier: { when: 'last_year' }, notWorse: { metric: 'under_refusal_rate', margin: 0.01 } },
    ]);
    await write(`- { metric: cost, upper: 90, ${other}, valid_from: 2024-01-01 }
- { metric: under_refusal_rate, upper: 80 % of last quarter, valid_from: 2024-01-01 }
- { metric: cost, upper: 90 % of last year, not_worse: { metric: cost, margin: 1 }, valid_from: 2024-01-01 }
`);
    expect((await checkTargets([directory], known)).map(formatProblem)).toEqual([
      'dashboards/targets.yaml:2:40: [1].upper is "80 % of last quarter"; expected a share: a fraction from 0 to 1, or a percentage such as 5 %, or of an earlier value such as 90 % of last year',
      'dashboards/targets.yaml:3:66: [2].not_worse.metric is "cost"; expected one of under_refusal_rate',
    ]);
    await write(`- { metric: cost, upper: 90, ${other}, valid_from: 2024-01-01 }\n`);
    expect((await checkTargets([directory], known)).map(({ message }) => message)).toEqual([
      'not_worse has no time to compare with; expected 90 % of last year',
    ]);
  });

  it('may want a trend, which is in force by itself', async () => {
    await write(`- { metric: under_refusal_rate, upper: 5 %, valid_from: 2024-01-01 }
- { metric: under_refusal_rate, trend: down, valid_from: 2024-01-01, proposed: true }
- { metric: under_refusal_rate, where: { environment: production }, upper: 1 %, valid_from: 2024-01-01 }
- { metric: labeled_items, lower: 80, trend: up, valid_from: 2025-01-01 }
`);
    const rules = await loadTargets([directory], known);
    const wanted = { wanted: 'down', validFrom: '2024-01-01', proposed: true };
    const of = (by: Record<string, string>) =>
      targetInForce(rules, { metric: 'under_refusal_rate', by, periodEnd: '2026-01-01' });
    expect(of({})).toEqual({ lower: null, upper: 0.05, trend: wanted, validFrom: '2024-01-01', proposed: false });
    // The nearest of each kind.
    expect(of({ environment: 'production' })).toMatchObject({ upper: 0.01, trend: wanted });
    expect(targetInForce(rules, { metric: 'labeled_items', by: {}, periodEnd: '2026-01-01' })).toMatchObject({
      lower: 80,
      trend: { wanted: 'up', validFrom: '2025-01-01', proposed: false },
    });
    expect(targetsInForce(rules, '2026-01-01')).toEqual(rules);
    const among = (...dimensions: string[]) => targetsAmong(rules, { metric: 'under_refusal_rate', dimensions });
    expect([among().length, among('environment').length, among('workflow').length]).toEqual([2, 3, 2]);
  });

  it('say which way, once a slice, or something else', async () => {
    await write(`- { metric: under_refusal_rate, trend: down, valid_from: 2024-01-01 }
- { metric: under_refusal_rate, upper: 1 %, trend: up, valid_from: 2024-01-01 }
- { metric: labeled_items, valid_from: 2024-01-01 }
`);
    expect((await checkTargets([directory], known)).map(({ message }) => message)).toEqual([
      'metric, where and valid_from are those of an earlier target; expected one of them to differ',
      'the target says nothing; expected lower, upper or trend',
    ]);
    await write('- { metric: under_refusal_rate, trend: sideways, valid_from: 2024-01-01 }\n');
    expect((await checkTargets([directory], known)).map(formatProblem)).toEqual([
      'dashboards/targets.yaml:1:40: [0].trend is "sideways"; expected one of up, down',
    ]);
  });

  it('are none where there is no file', async () => {
    expect(await loadTargets([directory], known)).toEqual([]);
  });

  it.each([
    [
      'a percentage as a number',
      'upper: 5',
      '2:10: [0].upper is 5; expected a share: a fraction from 0 to 1, or a percentage such as 5 %, or of an earlier value such as 90 % of last year',
    ],
    [
      'more than all',
      'upper: 101 %',
      '2:10: [0].upper is "101 %"; expected a share: a fraction from 0 to 1, or a percentage such as 5 %, or of an earlier value such as 90 % of last year',
    ],
    [
      'a day that does not exist',
      'upper: 0.1\n  valid_from: 2024-02-30',
      '3:15: [0].valid_from is "2024-02-30"; expected a day as YYYY-MM-DD',
    ],
    ['no bound', '{}', '1:3: the target says nothing; expected lower, upper or trend'],
    ['bounds the wrong way round', 'lower: 10 %\n  upper: 5 %', '2:10: lower is above upper; expected it below'],
  ])('with %s are refused with the place', async (_name, lines, expected) => {
    const day = lines.includes('valid_from') ? '' : '  valid_from: 2024-01-01\n';
    await write(`- metric: under_refusal_rate\n${lines === '{}' ? '' : `  ${lines}\n`}${day}`);
    expect((await checkTargets([directory], known)).map(formatProblem)).toEqual([
      `dashboards/targets.yaml:${expected}`,
    ]);
    await expect(loadTargets([directory], known)).rejects.toMatchObject({ code: 'PAGE_INVALID' });
  });

  it('may not say the same thing twice', async () => {
    const one = '- { metric: under_refusal_rate, where: { workflow: a }, upper: 0.1, valid_from: 2024-01-01 }\n';
    await write(one + one);
    expect((await checkTargets([directory], known)).map(({ line, column }) => [line, column])).toEqual([[2, 3]]);
  });

  it('that come with Assay are well', async () => {
    const shipped = fileURLToPath(new URL('../../../../dashboards', import.meta.url));
    const cards = Object.values(metrics).map((metric) => cardOf(metric, null));
    const rules = await loadTargets([shipped], cards);
    const at = (metric: string, environment: string) =>
      targetInForce(rules, { metric, by: { environment }, periodEnd: '2026-11-16' });
    expect(at('over_refusal_rate', 'production')).toEqual({
      lower: 0,
      upper: 0.05,
      trend: { wanted: 'down', validFrom: '2024-01-01', proposed: true },
      validFrom: '2024-01-01',
      proposed: false,
    });
    expect(at('under_refusal_rate', 'red_team')).toMatchObject({ upper: 0.05, proposed: true });
    expect(at('under_refusal_rate', 'production')).toMatchObject({ upper: 0.01, proposed: true });
  });
});

describe('the target in force', () => {
  const rule = (validFrom: string, upper: number, where: Record<string, string> = {}) => ({
    metric: 'm',
    where: Object.entries(where).map(([dimension, value]) => ({ dimension, values: [value] })),
    target: { lower: null, upper, validFrom: validFrom as never, proposed: false },
  });
  const rules = [
    rule('2024-01-01', 0.1),
    rule('2025-01-01', 0.2),
    rule('2024-01-01', 0.3, { environment: 'eval' }),
    rule('2024-01-01', 0.4, { environment: 'eval', workflow: 'w' }),
  ];
  const upper = (by: Record<string, string>, periodEnd: string) =>
    targetInForce(rules, { metric: 'm', by, periodEnd })?.upper ?? null;

  it.each([
    ['the youngest that has begun', {}, '2026-01-01', 0.2],
    ['the one before it, while its own day has not come', {}, '2025-01-01', 0.1],
    ['the younger from the first day on', {}, '2025-01-02', 0.2],
    ['none before the first', {}, '2024-01-01', null],
    ['the one of the slice, though an older one', { environment: 'eval' }, '2026-01-01', 0.3],
    ['the one that names most of the slice', { environment: 'eval', workflow: 'w' }, '2026-01-01', 0.4],
    ['the general one elsewhere', { environment: 'production', workflow: 'w' }, '2026-01-01', 0.2],
  ])('is %s', (_name, by, periodEnd, expected) => {
    expect(upper(by, periodEnd)).toBe(expected);
  });

  it('is none for another metric', () => {
    expect(targetInForce(rules, { metric: 'other', by: {}, periodEnd: '2026-01-01' })).toBeNull();
  });
});

describe('the targets in force on a day', () => {
  const rule = (upper: number, validFrom: string, where: readonly string[] = []): TargetRule => ({
    metric: 'under_refusal_rate',
    where: where.map((dimension) => ({ dimension, values: ['x'] })),
    target: { lower: null, upper, validFrom: validFrom as Day, proposed: false },
  });

  it('are the youngest of each metric and slice that has begun, in the order of the file', () => {
    const [old, slice, young, later] = [
      rule(0.05, '2024-01-01'),
      rule(0.02, '2024-01-01', ['workflow', 'environment']),
      rule(0.04, '2024-06-01'),
      rule(0.01, '2024-09-01', ['environment', 'workflow']),
    ];
    const all = [young, slice, old, later];
    expect(targetsInForce(all, '2023-12-31')).toEqual([]);
    expect(targetsInForce(all, '2024-01-01')).toEqual([slice, old]);
    expect(targetsInForce(all, '2024-06-01')).toEqual([young, slice]);
    expect(targetsInForce(all, '2024-12-31')).toEqual([young, later]);
  });
});
