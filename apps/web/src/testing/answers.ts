import type { Bucket, Change, MissingMetric, PanelReady, PanelResult, Series, Target } from '../gql/types.ts';

/** Answers for tests, with only what a test says out of the ordinary. */

export interface Point {
  readonly value?: number | null;
  readonly lower?: number | null;
  readonly upper?: number | null;
  readonly n?: number;
  readonly numerator?: number;
  readonly numeratorRows?: number;
  readonly denominator?: number;
  readonly status?: string;
  readonly verdict?: string;
  readonly partial?: boolean;
  readonly target?: Target | null;
  readonly change?: Change | null;
}

export const fivePercent: Target = {
  lower: null,
  upper: 0.05,
  ofEarlier: null,
  notWorse: null,
  trend: null,
  validFrom: '2026-07-01',
  proposed: false,
};

/** Parallel arrays out of points; the interval is a point wide on both sides unless said. */
export function seriesWith(points: readonly Point[], rest: Partial<Series> = {}): Series {
  const value = points.map((point) => (point.value === undefined ? 0.064 : point.value));
  const side = (by: number) => (point: Point, index: number) =>
    value[index] === null ? null : (value[index] ?? 0) + by;
  const n = points.map((point) => point.n ?? 100);
  return {
    metric: 'over_refusal_rate',
    by: [],
    unit: 'percent',
    value,
    lower: points.map((point, index) => (point.lower === undefined ? side(-0.01)(point, index) : point.lower)),
    upper: points.map((point, index) => (point.upper === undefined ? side(0.01)(point, index) : point.upper)),
    n,
    rows: n,
    numerator: points.map((point, index) => point.numerator ?? Math.round((value[index] ?? 0) * (n[index] ?? 0))),
    numeratorRows: points.map(
      (point, index) => point.numeratorRows ?? Math.round((value[index] ?? 0) * (n[index] ?? 0)),
    ),
    denominator: points.map((point, index) => point.denominator ?? n[index] ?? 0),
    interval: points.map(() => 'clustered_proportion'),
    status: points.map((point) => point.status ?? 'ok'),
    verdict: points.map((point) => point.verdict ?? 'unproven'),
    chanceMet: points.map(() => null),
    partial: points.map((point) => point.partial ?? false),
    target: points.map((point) => (point.target === undefined ? fivePercent : point.target)),
    notWorse: points.map(() => null),
    trend: points.map(() => null),
    caveats: points.map(() => []),
    parts: [],
    money: points.map(() => null),
    distribution: null,
    limits: null,
    restated: null,
    moved: null,
    change: points.map((point) => point.change ?? null),
    ...rest,
  };
}

export function changeOf(difference: number | null, verdict: string): Change {
  return {
    comparedValue: 0.05,
    comparedN: 100,
    comparedRange: { from: '2026-11-02', to: '2026-11-09' },
    difference,
    lower: null,
    upper: null,
    p: null,
    pAdjusted: null,
    looks: 12,
    contribution: null,
    boundary: null,
    modes: null,
    verdict,
    money: null,
  };
}

export const week46: Bucket = { start: '2026-11-09', end: '2026-11-16', partial: false, provisional: false };

/** Weeks that end with week 46. */
export function weeks(count: number, last: Partial<Bucket> = {}): Bucket[] {
  return Array.from({ length: count }, (_, index) => {
    const day = (weeksBack: number): string =>
      new Date(Date.UTC(2026, 10, 9 - 7 * weeksBack)).toISOString().slice(0, 10);
    const back = count - 1 - index;
    return { start: day(back), end: day(back - 1), partial: false, provisional: false, ...(back === 0 ? last : {}) };
  });
}

export function readyWith(series: readonly Series[], rest: Partial<PanelReady> = {}): PanelReady {
  return {
    __typename: 'PanelReady',
    range: { from: '2026-11-09', to: '2026-11-16' },
    compareRange: { from: '2026-11-02', to: '2026-11-09' },
    grain: 'none',
    buckets: [week46],
    series: [...series],
    statements: 1,
    elapsedMs: 12,
    engine: 'duckdb',
    queryId: 'q1',
    asOf: '2026-11-16T06:00:00Z',
    branches: [],
    breaks: [],
    notes: [],
    missing: [],
    ...rest,
  };
}

export const failedAnswer: Extract<PanelResult, { __typename: 'PanelFailed' }> = {
  __typename: 'PanelFailed',
  code: 'WAREHOUSE_LIMIT',
  message: 'Too much.',
  failedHint: null,
  failedQueryId: 'q9',
  missing: [],
};

export const emptyAnswer: Extract<PanelResult, { __typename: 'PanelEmpty' }> = {
  __typename: 'PanelEmpty',
  reason: 'no_data_in_range',
  message: 'None.',
  emptyHint: 'Widen.',
  missing: [],
};

/** A metric that was asked for and has no numbers; a failure unless said. */
export function missingOf(metric: MissingMetric['metric'], rest: Partial<MissingMetric> = {}): MissingMetric {
  return {
    metric,
    reason: null,
    code: 'WAREHOUSE_TIMEOUT',
    message: 'It took too long.',
    hint: null,
    queryId: null,
    ...rest,
  };
}
