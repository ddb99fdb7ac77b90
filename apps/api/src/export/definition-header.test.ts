import type { Day } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { card, freshThrough } from '../testing/fixed-workspace.ts';
import { version } from '../version.ts';
import { definitionHeader } from './definition-header.ts';

describe('the header of an exported file', () => {
  it('says what the numbers mean, what was asked and how fresh it is', () => {
    const header = definitionHeader({
      request: {
        metrics: ['over_refusal_rate'],
        grain: 'week',
        range: { kind: 'last', last: { count: 4, unit: 'week' } },
        by: ['workflow', 'model_version'],
        where: [{ dimension: 'environment', values: ['production', null] }],
        compare: { kind: 'previous' },
        params: { gradeBasis: 'human', labelBasis: 'as_graded' },
        asOf: '2026-11-01T00:00:00.000Z',
      },
      catalogue: [card, { ...card, id: 'under_refusal_rate' }],
      freshness: freshThrough('2026-10-31'),
      generatedAt: new Date('2026-11-16T06:00:00Z'),
    });
    expect(header.split('\r\n')).toEqual([
      '# Metric over_refusal_rate: Over-refusal. Share of answers that refuse fully or in part.',
      '# Formula over_refusal_rate: (full + partial) / graded both where the request should be answered',
      '# Period: last 4w in full by week',
      '# Split by: workflow and model_version',
      '# Filter: environment = production | not known',
      '# Compared with: the period before',
      '# Grades: human',
      '# Labels: as_graded',
      '# Votes: majority',
      '# As known at: 2026-11-01T00:00:00.000Z',
      '# Data through: 2026-10-31',
      `# Generated at 2026-11-16T06:00:00.000Z by Assay ${version}. Shares are fractions from 0 to 1. An empty cell is not zero.`,
      '',
    ]);
  });

  it('of money says by what and in which currency', () => {
    const header = definitionHeader({
      request: {
        metrics: ['spend_actual'],
        grain: 'none',
        range: { kind: 'all' },
        by: [],
        where: [],
        compare: null,
        params: { gradeBasis: 'best', moneyBasis: 'ledger', currency: 'USD' },
        asOf: null,
      },
      catalogue: [{ ...card, id: 'spend_actual' }],
      freshness: freshThrough('2026-10-31'),
      generatedAt: new Date('2026-11-16T06:00:00Z'),
    });
    expect(header).toContain('# Money: by ledger in USD\r\n');
    expect(header).not.toContain('# Budget');
  });

  it.each([
    ['of a budget says which version', { budgetVersion: 'FY26-v1' }, 'FY26-v1'],
    ['of a budget says that it is the one in force', {}, 'the version in force'],
  ])('%s', (_, params, said) => {
    const header = definitionHeader({
      request: {
        metrics: ['spend_vs_budget'],
        grain: 'none',
        range: { kind: 'all' },
        by: [],
        where: [],
        compare: null,
        params: { gradeBasis: 'best', ...params },
        asOf: null,
      },
      catalogue: [{ ...card, id: 'spend_vs_budget' }],
      freshness: freshThrough('2026-10-31'),
      generatedAt: new Date('2026-11-16T06:00:00Z'),
    });
    expect(header).toContain(`# Budget: ${said}\r\n`);
  });

  it.each([
    ['cost_per_accepted_label', 'of the cost of a label says what counts', { scope: 'full' as const }, 'Cost: full'],
    ['cost_per_accepted_label', 'of the cost of a label says what usually counts', {}, 'Cost: vendor'],
    ['accepted_items', 'says where withdrawn items count', { itemBasis: 'ledger' as const }, 'Withdrawn items: ledger'],
    ['accepted_items', 'says where withdrawn items usually count', {}, 'Withdrawn items: restated'],
    ['hallucination_rate', 'says how votes are one verdict', { vote: 'any' as const }, 'Votes: any'],
    ['hallucination_rate', 'says how votes usually are one verdict', {}, 'Votes: majority'],
    ['iaa_alpha', 'says how answers are compared', { answerScale: 'nominal' as const }, 'Answers compared: nominal'],
    ['iaa_alpha', 'says where answers are cut in two', { answerCut: 0 }, 'Answers compared: below 0 or from it on'],
    ['iaa_alpha', 'says how answers are usually compared', {}, 'Answers compared: by the level of their label'],
  ])('of %s %s', (metric, _, params, said) => {
    const header = definitionHeader({
      request: {
        metrics: [metric],
        grain: 'none',
        range: { kind: 'all' },
        by: [],
        where: [],
        compare: null,
        params: { gradeBasis: 'best', ...params },
        asOf: null,
      },
      catalogue: [],
      freshness: freshThrough('2026-10-31'),
      generatedAt: new Date('2026-11-16T06:00:00Z'),
    });
    expect(header).toContain(`# ${said}\r\n`);
  });

  it('of rows says which of the numbers asked for together they are of', () => {
    const header = definitionHeader({
      request: {
        metrics: ['spend_actual', 'over_refusal_rate'],
        grain: 'week',
        range: { kind: 'last', last: { count: 4, unit: 'week' } },
        by: ['workflow'],
        where: [],
        compare: { kind: 'previous' },
        params: { gradeBasis: 'best' },
        asOf: null,
      },
      cell: { metric: 'over_refusal_rate', bucket: '2026-10-26' as Day, by: { workflow: null } },
      catalogue: [{ ...card, id: 'spend_actual' }, card],
      freshness: freshThrough('2026-10-31'),
      generatedAt: new Date('2026-11-16T06:00:00Z'),
    });
    expect(header.split('\r\n').slice(0, -2)).toEqual([
      '# Metric over_refusal_rate: Over-refusal. Share of answers that refuse fully or in part.',
      '# Formula over_refusal_rate: (full + partial) / graded both where the request should be answered',
      '# Period: last 4w in full by week',
      '# Split by: workflow',
      '# Number: period from 2026-10-26 and workflow = not known',
      '# Grades: best',
      '# Labels: current',
      '# Votes: majority',
      '# Data through: 2026-10-31',
    ]);
  });
});
