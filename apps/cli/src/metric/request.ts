import type { Comparison, Grain, PanelRequest } from '@assay/contract';
import { parseCompare, parseWhere } from '../flags/filter.ts';
import { parseInstant } from '../flags/instant.ts';
import { parseParams } from '../flags/params.ts';
import type { PeriodFlags } from '../flags/period.ts';
import { parsePeriod } from '../flags/period.ts';
import { usageError } from '../flags/usage.ts';

/** The flags of `assay metric` as commander hands them over. */
export interface MetricFlags extends PeriodFlags {
  readonly grain: Grain;
  readonly by?: readonly string[];
  readonly where?: readonly string[];
  readonly compare?: string;
  readonly paired?: boolean;
  readonly param?: readonly string[];
  readonly limits?: boolean;
  readonly restated?: boolean;
  readonly asOf?: string;
  readonly json?: boolean;
  readonly db?: string;
}

/** Case by case there must be one named value whose answers to the same cases are compared. */
function comparisonOf({ compare, paired }: MetricFlags): Comparison | null {
  const comparison = compare === undefined ? null : parseCompare(compare);
  if (!paired) return comparison;
  if (comparison?.kind === 'value') return { ...comparison, paired };
  throw usageError(
    comparison === null ? '--paired needs --compare.' : '--paired needs a named value to compare with.',
    'For example: --compare model_version=llama2orig --paired.',
  );
}

/** The question that the command line asks. Names of metrics and dimensions are checked by whoever answers it. */
export function requestOf(metrics: readonly string[], flags: MetricFlags): PanelRequest {
  return {
    metrics: [...new Set(metrics)],
    grain: flags.grain,
    range: parsePeriod(flags),
    by: flags.by ?? [],
    where: parseWhere(flags.where ?? []),
    compare: comparisonOf(flags),
    ...(flags.limits ? { limits: true } : {}),
    ...(flags.restated ? { restated: true } : {}),
    params: parseParams(flags.param ?? []),
    asOf: flags.asOf === undefined ? null : parseInstant(flags.asOf),
  };
}
