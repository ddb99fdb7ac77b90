import type { MetricDefinition } from '../definition.ts';

/** A definition of this shape, of any fact. */
export type ModeMetric = Extract<MetricDefinition, { readonly kind: 'mode' }>;

/** Names of the columns that carry one metric through the statement. */
export interface ModeColumns {
  readonly metric: ModeMetric;
  /** As in sums over clusters: 0 where a row counts, else why not. */
  readonly state: string;
  readonly fails: string;
  /** Weight of a counted row, as its part of the mean over the samples of its unit (E15); null for others. */
  readonly weight: string;
  /** One over the number of those samples. */
  readonly unit: string;
  /** One over the number of its unit's samples that the shares are of. */
  readonly sample: string;
  /** What the rows of a unit weigh that the shares are of. */
  readonly unitBase: string;
  /** What the rows of a cluster weigh that the shares are of. */
  readonly base: string;
  readonly codes: readonly { readonly code: string; readonly column: string; readonly isNote: boolean }[];
}

export function modeColumns(metric: ModeMetric, index: number): ModeColumns {
  const column = (prefix: string, code: string) => `${prefix}_${index}_${code}`;
  return {
    metric,
    state: `state_${index}`,
    fails: `fails_${index}`,
    weight: `weight_${index}`,
    unit: `unit_${index}`,
    sample: `sample_${index}`,
    unitBase: `unit_base_${index}`,
    base: `base_${index}`,
    codes: [
      ...metric.leftOut.map(({ code }) => ({ code, column: column('out', code), isNote: false })),
      ...metric.noted.map(({ code }) => ({ code, column: column('note', code), isNote: true })),
    ],
  };
}

/** Sums that the answer holds of a metric, by the part they become. */
export const sumNames = (index: number) =>
  ({
    rows: `rows_${index}`,
    outside: `outside_${index}`,
    units: `units_${index}`,
    clusters: `clusters_${index}`,
    sumM: `m_${index}`,
    sumM2: `m2_${index}`,
    sumW2: `w2_${index}`,
    xRows: `x_rows_${index}`,
    sumX: `x_${index}`,
    sumX2: `x2_${index}`,
    sumXM: `xm_${index}`,
  }) as const;
