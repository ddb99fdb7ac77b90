import { formatProblem } from '@assay/yaml';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KnownMetric } from './known.ts';
import { checkPages, loadPages } from './read-pages.ts';

const parts = (...ids: readonly string[]): KnownMetric['parts'] => ids.map((id) => ({ id, title: id }));
const known: readonly KnownMetric[] = [
  {
    id: 'over_refusal_rate',
    unit: 'percent',
    parts: parts('full', 'partial'),
    dimensions: [{ id: 'environment' }, { id: 'workflow' }, { id: 'model_version' }],
  },
  { id: 'spend_actual', unit: 'money', parts: [], dimensions: [{ id: 'vendor' }] },
  { id: 'plan_variance', unit: 'money', parts: parts('actual', 'budget', 'percent'), dimensions: [{ id: 'vendor' }] },
];

let directory: string;
beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'assay-pages-')), 'dashboards');
  await mkdir(directory);
});
afterEach(() => rm(join(directory, '..'), { recursive: true }));

const write = (text: string) => writeFile(join(directory, 'page.yaml'), text);

describe('a panel of a budget', () => {
  const spend = `title: Spend
reader: finance
order: 3
period: 3m
panels:
  - { kind: budget, id: budget, title: Budget, metric: plan_variance, by: vendor, trend: { last: 12m, grain: month } }
`;

  it('is read whole, where a metric has one beside its spend', async () => {
    await write(spend);
    expect((await loadPages([directory], known))[0]?.panels).toEqual([
      {
        kind: 'budget',
        id: 'budget',
        title: 'Budget',
        note: null,
        metric: 'plan_variance',
        by: 'vendor',
        trend: { last: { count: 12, unit: 'month' }, grain: 'month' },
      },
    ]);
  });

  it('is refused with a metric that has none, and names those that have', async () => {
    await write(spend.replace('plan_variance', 'spend_actual'));
    expect((await checkPages([directory], known)).map(formatProblem)).toEqual([
      'dashboards/page.yaml:6:56: spend_actual has no budget beside it; expected one of plan_variance',
    ]);
  });
});

describe('a Pareto chart', () => {
  const chart = (rates: string): string => `title: Failures
reader: lead
order: 3
period: 4w
panels:
  - kind: pareto
    id: spread
    title: Spread
    metric: over_refusal_rate
    by: workflow
${rates}`;

  it('may have rates beside it, by another dimension', async () => {
    await write(chart('    rates: { metric: over_refusal_rate, columns: model_version }\n'));
    expect((await loadPages([directory], known))[0]?.panels).toEqual([
      {
        kind: 'pareto',
        id: 'spread',
        title: 'Spread',
        note: null,
        metric: 'over_refusal_rate',
        by: 'workflow',
        rates: { metric: 'over_refusal_rate', columns: 'model_version' },
      },
    ]);
    await write(chart(''));
    expect((await loadPages([directory], known))[0]?.panels).toMatchObject([{ kind: 'pareto', rates: null }]);
  });

  it.each([
    ['workflow', 'columns and by are both workflow; expected two dimensions'],
    ['vendor', 'over_refusal_rate cannot be split by vendor; expected one of environment, workflow, model_version'],
  ])('is refused with rates by %s', async (columns, expected) => {
    await write(chart(`    rates: { metric: over_refusal_rate, columns: ${columns} }\n`));
    expect((await checkPages([directory], known)).map(formatProblem)).toEqual([
      `dashboards/page.yaml:11:50: ${expected}`,
    ]);
  });
});
