import type { RawBuilder } from 'kysely';
import type { NamedQuery } from '../plan/with-queries.ts';
import type { GradeScope } from './verdict.ts';
import { sql } from 'kysely';
import { withQueries } from '../plan/with-queries.ts';
import { byMajority, resolution, votes } from './verdict.ts';

/** Days for which a judge's calibration holds (model.md section 6). */
export const calibrationDays = 90;

/** Smallest Youden's J (sensitivity + specificity - 1) of a judge that may decide. */
export const leastYoudenJ = 0.3;

/**
 * Judges against people on the outputs both graded: true and false positives and negatives a judge and criterion.
 * The people's verdict is resolved as for any metric; where they tie there is no truth to compare with.
 */
export function calibrationStatement(scope: GradeScope): RawBuilder<unknown> {
  const queries: readonly NamedQuery[] = [
    ...votes(scope, byMajority),
    ...resolution(scope, byMajority),
    ...votes(scope, { ...byMajority, basis: 'judge' }, 'judged'),
  ];
  return sql`${withQueries(queries)}
  select j.criterion, j.grader_id,
    sum(case when r.defect = 1 and j.bad = 1 then 1 else 0 end) as tp,
    sum(case when r.defect = 0 and j.bad = 1 then 1 else 0 end) as fp,
    sum(case when r.defect = 1 and j.bad = 0 then 1 else 0 end) as fn,
    sum(case when r.defect = 0 and j.bad = 0 then 1 else 0 end) as tn
  from judged j
  join resolved r on r.output_id = j.output_id and r.criterion = j.criterion
  where r.defect is not null
  group by j.criterion, j.grader_id
  order by j.criterion, j.grader_id`;
}

export interface JudgeCounts {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}

/** Without a defect or without a clean output among the shared ones nothing is known of the judge: not calibrated. */
export function isCalibrated({ tp, fp, fn, tn }: JudgeCounts): boolean {
  const positives = tp + fn;
  const negatives = fp + tn;
  return positives > 0 && negatives > 0 && tp / positives + tn / negatives - 1 >= leastYoudenJ;
}
