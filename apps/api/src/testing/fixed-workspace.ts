import type { Day, Estimate, Freshness, MetricCard, PageSpec, PanelAnswer, ReadyAnswer } from '@assay/contract';
import { addDays, AssayError } from '@assay/contract';
import type { Workspace } from '@assay/workspace';

const day = (text: string): Day => text as Day;
export const range = { from: day('2026-11-09'), to: day('2026-11-16') };

/** A number as the evaluator gives it; each test says what differs. */
export function estimate(over: Partial<Estimate> = {}): Estimate {
  return {
    metric: 'over_refusal_rate',
    bucket: null,
    range,
    by: {},
    n: 250,
    rows: 250,
    numerator: 149,
    numeratorRows: 149,
    denominator: 250,
    value: 0.596,
    lower: 0.534,
    upper: 0.655,
    parts: {
      full: { numerator: 95, rows: 95, value: 0.38, lower: 0.322, upper: 0.441 },
      partial: { numerator: 54, rows: 54, value: 0.216, lower: 0.17, upper: 0.271 },
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
    ...over,
  };
}

export function ready(over: Partial<ReadyAnswer> = {}): ReadyAnswer {
  return {
    kind: 'ready',
    range,
    compareRange: null,
    grain: 'none',
    buckets: [{ ...range, partial: false, provisional: false }],
    estimates: [estimate()],
    statements: 1,
    elapsedMs: 4.5,
    engine: 'duckdb',
    queryId: 'q-1',
    asOf: '2026-11-16T06:00:00.000Z',
    breaks: [],
    notes: [],
    missing: [],
    ...over,
  };
}

/** Outputs through a day, answers through a later one. */
export function freshThrough(through: string): Freshness {
  const loadedAt = '2026-11-16T06:00:00Z';
  const [outputs, answers] = [day(through), addDays(day(through), 3)];
  const facts = [
    { table: 'fact_annotation', what: 'answers', dataThrough: answers, loadedAt, rows: 2 },
    { table: 'fact_output', what: 'outputs', dataThrough: outputs, loadedAt, rows: 3 },
  ];
  return { dataThrough: answers, loadedAt, sources: [{ source: 'test', dataThrough: answers, loadedAt, facts }] };
}

export const card: MetricCard = {
  id: 'over_refusal_rate',
  title: 'Over-refusal',
  unit: 'percent',
  good: 'band',
  owner: 'lead',
  fact: 'fact_output',
  serves: ['L9'],
  what: 'Share of answers that refuse, fully or in part.',
  formula: '(full + partial) / graded, both where the request should be answered',
  leftOut: [],
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

export const page: PageSpec = {
  id: 'failure-modes',
  title: 'Failure modes',
  reader: 'lead',
  order: 2,
  range: { count: 4, unit: 'week' },
  compare: { kind: 'previous' },
  where: [{ dimension: 'environment', values: ['production'] }],
  filters: ['environment'],
  panels: [
    {
      kind: 'trend',
      id: 'weeks',
      title: 'By week',
      note: null,
      metric: 'over_refusal_rate',
      parts: ['full'],
      trend: { last: { count: 26, unit: 'week' }, grain: 'week' },
    },
    {
      kind: 'heatmap',
      id: 'map',
      title: 'By workflow',
      note: null,
      metric: 'over_refusal_rate',
      rows: 'workflow',
      columns: 'model_version',
    },
  ],
};

const empty: PanelAnswer = {
  kind: 'empty',
  reason: 'no_data_in_range',
  message: 'No rows.',
  hint: 'Nothing has been loaded yet.',
};

/**
 * A workspace with fixed answers, for what the real one cannot be made to do at will: fail inside, answer slowly, name
 * odd values. Numbers themselves are tested on the real one.
 */
export function fixedWorkspace(over: Partial<Workspace> = {}): Workspace {
  return {
    engine: 'duckdb',
    isSample: true,
    zone: 'UTC',
    yearStarts: 1,
    database: 'sample.duckdb',
    pages: [page],
    catalogue: [card],
    targets: () => Promise.resolve([]),
    page: (id) =>
      id === page.id
        ? Promise.resolve(page)
        : Promise.reject(new AssayError('PAGE_UNKNOWN', 'There is no such page.', { hint: `Pages: ${page.id}.` })),
    answer: (requests) => Promise.resolve(requests.map(({ by }) => (by.includes('suite') ? empty : ready()))),
    mark: () => Promise.resolve(null),
    rows: () =>
      Promise.resolve({
        columns: [{ name: 'output_id', title: 'Output', type: 'str' }],
        rows: [['a'], [null]],
        total: 2,
        next: null,
      }),
    explain: () => Promise.resolve({ engine: 'duckdb', statements: [] }),
    freshness: (asOf) => Promise.resolve(freshThrough(asOf?.slice(0, 10) ?? '2026-11-15')),
    loads: () => Promise.resolve({ loads: [], total: 0, next: null }),
    load: () => Promise.reject(new AssayError('LOAD_UNKNOWN', 'There is no load with this id.')),
    quarantine: () => Promise.reject(new AssayError('LOAD_UNKNOWN', 'There is no load with this id.')),
    members: () => Promise.resolve([{ value: 'a', label: 'Model A', rows: 3 }]),
    findings: () => Promise.resolve([]),
    doctor: () => Promise.resolve({ steps: [], findings: [], unfilled: [] }),
    close: () => Promise.resolve(),
    ...over,
  };
}
