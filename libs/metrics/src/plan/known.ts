import type { Day, DimensionMember } from '@assay/contract';
import type { CalibratedJudges } from '../output/verdict.ts';
import type { DaySpan } from '../time/range.ts';

/**
 * What earlier, cached statements found out about the data. With it planning is pure: the same requests and the same
 * knowledge give the same statements.
 */
export interface Known {
  /** Instant (ISO 8601, UTC) whose state of the data this is; null for what is there now. */
  readonly asOf: string | null;
  /** Rows that were in force at `asOf` in tables that metrics read, and have been erased since. */
  readonly erased: number;
  readonly zone: string;
  /** Day of the instant the answer is as of; decides what is provisional. */
  readonly today: Day;
  readonly span: DaySpan;
  readonly judges: CalibratedJudges;
  /** Members of every dimension that the requests filter or split by. */
  readonly members: ReadonlyMap<string, readonly DimensionMember[]>;
}
