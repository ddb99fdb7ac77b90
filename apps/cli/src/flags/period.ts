import type { RequestedRange } from '@assay/contract';
import { parseDay } from '@assay/contract';
import { parseLast } from '@assay/workspace';
import { usageError } from './usage.ts';

export interface PeriodFlags {
  readonly last?: string;
  readonly from?: string;
  readonly to?: string;
}

/** `--last 13w`, or `--from` (in) with `--to` (out); neither means all data the metric has. */
export function parsePeriod({ last, from, to }: PeriodFlags): RequestedRange {
  if (last !== undefined && (from !== undefined || to !== undefined)) {
    throw usageError('--last does not go with --from and --to.', 'Give either --last 13w or both --from and --to.');
  }
  if (last !== undefined) return { kind: 'last', last: parseLast(last) };
  if (from === undefined && to === undefined) return { kind: 'all' };
  if (from === undefined || to === undefined) {
    throw usageError(
      `--${from === undefined ? 'to' : 'from'} needs --${from === undefined ? 'from' : 'to'} as well.`,
      'The period is --from D (its first day) to --to D (the day after its last).',
    );
  }
  return { kind: 'days', days: { from: parseDay(from), to: parseDay(to) } };
}
