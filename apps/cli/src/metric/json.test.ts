import type { PanelRequest } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { llama, overRefusalCard, readyAnswer } from '../testing/sample-answer.ts';
import { metricDocument } from './json.ts';

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
    expect(metricDocument(request, readyAnswer([estimate]), shown)).toEqual({
      metrics: [{ id: 'over_refusal_rate', unit: 'percent', rows: [row] }],
      asOf: '2026-11-21T00:00:00.000Z',
      engine: 'duckdb',
      statements: 1,
      range: { from: '2024-01-15', to: '2024-01-16' },
      sample: true,
      notes: [],
    });
  });

  it('carries the change only where a comparison was asked for', () => {
    const compared = { ...request, compare: { kind: 'previous' } } as const;
    const document = metricDocument(compared, readyAnswer([estimate]), shown);
    expect(document).toMatchObject({ metrics: [{ rows: [{ ...row, change: null }] }] });
    expect(JSON.stringify(metricDocument(request, readyAnswer([estimate]), shown))).not.toContain('change');
  });

  it('answers a question without data with no rows and the reason', () => {
    const empty = { kind: 'empty', reason: 'no_data_in_range', message: 'No outputs.', hint: 'Widen it.' } as const;
    expect(metricDocument(request, empty, shown)).toMatchObject({
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
    expect(metricDocument(asked, { ...readyAnswer([estimate]), missing }, shown)).toMatchObject({
      metrics: [{ rows: [row] }, { id: 'rework_rate', rows: [] }, { id: 'spend_actual', rows: [] }],
      missing: [
        { id: 'rework_rate', code: 'DIMENSION_UNKNOWN', message: 'No.', hint: null },
        { id: 'spend_actual', reason: 'no_access', message: 'Not for you.', hint: 'Ask.' },
      ],
    });
  });
});
