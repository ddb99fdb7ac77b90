import type { Day, DimensionMember } from '@assay/contract';
import type { CalibratedJudges } from '../output/verdict.ts';
import type { DaySpan } from '../time/range.ts';

/**
 * What earlier, cached statements found out about the data. With it planning is pure: the same requests and the same
 * knowledge give the same statements.
 */
export interface Known {
  readonly zone: string;
  /** Day of the instant the answer is as of; decides what is provisional. */
  readonly today: Day;
  readonly span: DaySpan;
  readonly judges: CalibratedJudges;
  /** Members of every dimension that the requests filter or split by. */
  readonly members: ReadonlyMap<string, readonly DimensionMember[]>;
}
