import type { Estimate, MetricCard, ReadyAnswer } from '@assay/contract';
import { parseDay } from '@assay/contract';

/** A card as the catalogue gives it. */
export const overRefusalCard: MetricCard = {
  id: 'over_refusal_rate',
  title: 'Over-refusal rate',
  unit: 'percent',
  good: 'band',
  owner: 'lead',
  fact: 'fact_output',
  serves: ['L9'],
  what: 'Share of answerable requests that were refused.',
  formula: '(full + partial) / graded',
  leftOut: [{ code: 'ungraded', rule: 'outputs without a verdict' }],
  interval: 'clustered_proportion',
  minimum: 'N30',
  dimensions: [{ id: 'model_version', title: 'Model version' }],
  parts: [
    { id: 'full', title: 'Full refusal' },
    { id: 'partial', title: 'Partial refusal' },
  ],
  spreadsOver: null,
  companions: [],
  target: null,
};

const day = parseDay('2024-01-15');

/** The llama2orig row of REFERENCE.md: 95 full and 54 partial refusals of 250 safe prompts. */
export const llama: Estimate = {
  metric: 'over_refusal_rate',
  bucket: null,
  range: { from: day, to: parseDay('2024-01-16') },
  by: { model_version: 'llama2orig' },
  value: 0.596,
  lower: 0.5341,
  upper: 0.6549,
  n: 250,
  rows: 250,
  numerator: 149,
  numeratorRows: 149,
  denominator: 250,
  parts: {
    full: { numerator: 95, rows: 95, value: 0.38, lower: 0.322, upper: 0.442 },
    partial: { numerator: 54, rows: 54, value: 0.216, lower: 0.169, upper: 0.271 },
  },
  interval: 'wilson',
  confLevel: 0.95,
  status: 'ok',
  target: null,
  verdict: 'not_judged',
  partial: false,
  provisional: false,
  chanceMet: null,
  change: null,
  caveats: [],
};

export function readyAnswer(estimates: readonly Estimate[], over: Partial<ReadyAnswer> = {}): ReadyAnswer {
  const range = { from: day, to: parseDay('2024-01-16') };
  return {
    kind: 'ready',
    range,
    compareRange: null,
    grain: 'none',
    buckets: [{ ...range, partial: false, provisional: false }],
    estimates,
    statements: 1,
    elapsedMs: 4,
    engine: 'duckdb',
    queryId: 'q1',
    asOf: '2026-11-21T00:00:00.000Z',
    breaks: [],
    notes: [],
    missing: [],
    ...over,
  };
}
