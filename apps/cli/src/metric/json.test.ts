import type { LimitStretch, PanelRequest } from '@assay/contract';
import { parseDay } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { llama, overRefusalCard, readyAnswer } from '../testing/sample-answer.ts';
import type { Answered } from './json.ts';
import { besideOf, besideRequest } from './companions.ts';
import { metricDocument } from './json.ts';

interface Document {
  readonly metrics: readonly { readonly limits?: readonly unknown[] }[];
}

const request: PanelRequest = {
  metrics: ['over_refusal_rate'],
  grain: 'none',
  range: { kind: 'all' },
  by: ['model_version'],
  where: [],
  compare: null,
  params: { gradeBasis: 'best' },
  asOf: null,
};

const alone = (answer: Answered['answer']): Answered => ({ answer, beside: null });

const shown = { catalogue: [overRefusalCard], isSample: true };

const row = {
  bucket: null,
  by: { model_version: 'llama2orig' },
  value: 0.596,
  n: 250,
  numerator: 149,
  denominator: 250,
  parts: { full: 95, partial: 54 },
  lower: 0.5341,
  upper: 0.6549,
  interval: 'wilson',
  status: 'ok',
  target: null,
  verdict: 'not_judged',
  chanceMet: null,
  partial: false,
  caveats: ['ungraded:41', 'few_clusters'],
};

const estimate = {
  ...llama,
  caveats: [
    { code: 'ungraded', count: 41 },
    { code: 'few_clusters', count: null },
  ],
};

describe('metricDocument', () => {
  it('has the agreed shape', () => {
    expect(metricDocument(request, alone(readyAnswer([estimate])), shown)).toEqual({
      metrics: [{ id: 'over_refusal_rate', unit: 'percent', rows: [row] }],
      asOf: '2026-11-21T00:00:00.000Z',
      engine: 'duckdb',
      statements: 1,
      range: { from: '2024-01-15', to: '2024-01-16' },
      sample: true,
      notes: [],
    });
  });

  it('has companions within the metric that they stand beside, never compared', () => {
    const under = { ...overRefusalCard, id: 'under_refusal_rate', companions: [] };
    const over = { ...overRefusalCard, companions: ['under_refusal_rate', 'hallucination_rate'] };
    const catalogue = [over, under, { ...under, id: 'hallucination_rate' }];
    const compared = { ...request, compare: { kind: 'previous' } } as const;
    expect(besideRequest(compared, catalogue)).toEqual({
      ...request,
      metrics: ['under_refusal_rate', 'hallucination_rate'],
    });
    const beside = besideOf(readyAnswer([{ ...estimate, metric: 'under_refusal_rate', n: 31 }]), catalogue);
    expect(
      metricDocument(compared, { answer: readyAnswer([estimate]), beside }, { catalogue, isSample: true }),
    ).toMatchObject({
      metrics: [
        {
          id: 'over_refusal_rate',
          companions: [{ id: 'under_refusal_rate', unit: 'percent', rows: [{ ...row, n: 31 }] }],
        },
      ],
    });
  });

  it('asks for no companion that is asked for itself', () => {
    const over = { ...overRefusalCard, companions: ['under_refusal_rate'] };
    const both = { ...request, metrics: ['over_refusal_rate', 'under_refusal_rate'] };
    expect(besideRequest(both, [over, { ...overRefusalCard, id: 'under_refusal_rate' }])).toBeNull();
  });

  it('carries the change only where a comparison was asked for', () => {
    const compared = { ...request, compare: { kind: 'previous' } } as const;
    const document = metricDocument(compared, alone(readyAnswer([estimate])), shown);
    expect(document).toMatchObject({ metrics: [{ rows: [{ ...row, change: null }] }] });
    expect(JSON.stringify(metricDocument(request, alone(readyAnswer([estimate])), shown))).not.toContain('change');
  });

  it('says of a period that moved what it was', () => {
    const restated = { was: 0.548, day: parseDay('2024-01-29') };
    const document = metricDocument(request, alone(readyAnswer([{ ...estimate, restated }])), shown);
    expect(document).toMatchObject({ metrics: [{ rows: [{ ...row, restated }] }] });
    expect(JSON.stringify(metricDocument(request, alone(readyAnswer([estimate])), shown))).not.toContain('restated');
  });

  it('says how its series usually run where that was asked', () => {
    const range = { from: parseDay('2024-01-15'), to: parseDay('2024-02-05') };
    const nothing = { method: null, center: null, points: [], changes: [] };
    const stretches: readonly LimitStretch[] = [{ ...nothing, range, reason: 'too_few_periods' }];
    const by = { model_version: 'llama2orig' };
    const limits = ['over_refusal_rate', 'gold_accuracy'].map((metric) => ({ metric, by, stretches }));
    const [metric] = (metricDocument(request, alone(readyAnswer([estimate], { limits })), shown) as Document).metrics;
    expect(metric).toMatchObject({ rows: [row], limits: [{ by, stretches }] });
    expect(metric?.limits).toHaveLength(1);
  });

  it('answers a question without data with no rows and the reason', () => {
    const empty = { kind: 'empty', reason: 'no_data_in_range', message: 'No outputs.', hint: 'Widen it.' } as const;
    expect(metricDocument(request, alone(empty), shown)).toMatchObject({
      metrics: [{ id: 'over_refusal_rate', unit: 'percent', rows: [] }],
      empty: { reason: 'no_data_in_range', message: 'No outputs.', hint: 'Widen it.' },
    });
  });

  it('says of each metric without rows why it has none', () => {
    const failed = { kind: 'failed', code: 'DIMENSION_UNKNOWN', message: 'No.', hint: null, queryId: 'q' } as const;
    const refused = { kind: 'empty', reason: 'no_access', message: 'Not for you.', hint: 'Ask.' } as const;
    const missing = [
      { metric: 'rework_rate', why: failed },
      { metric: 'spend_actual', why: refused },
    ];
    const asked = { ...request, metrics: ['over_refusal_rate', 'rework_rate', 'spend_actual'] };
    expect(metricDocument(asked, alone({ ...readyAnswer([estimate]), missing }), shown)).toMatchObject({
      metrics: [{ rows: [row] }, { id: 'rework_rate', rows: [] }, { id: 'spend_actual', rows: [] }],
      missing: [
        { id: 'rework_rate', code: 'DIMENSION_UNKNOWN', message: 'No.', hint: null },
        { id: 'spend_actual', reason: 'no_access', message: 'Not for you.', hint: 'Ask.' },
      ],
    });
  });
});
