import type { Day, DimensionMember } from '@assay/contract';
import type { TableName } from '@assay/model';
import type { ModeTree } from '../output/mode-tree.ts';
import type { GuidelineChange } from '../labelling/guideline-changes.ts';
import type { CalibratedJudges } from '../output/verdict.ts';
import type { RegradedDay } from '../output/regrades.ts';
import type { JudgedBeside } from '../corrected/beside.ts';
import type { DaySpan } from '../time/range.ts';

/**
 * What earlier, cached statements found out about the data. With it planning is pure: the same requests and the same
 * knowledge give the same statements.
 */
export interface Known {
  /** Instant (ISO 8601, UTC) whose state of the data this is; null for what is there now. */
  readonly asOf: string | null;
  /** Rows by table that were in force at `asOf` and have been erased since. */
  readonly erased: ReadonlyMap<TableName, number>;
  readonly zone: string;
  /** Month (1 to 12) on whose first day the fiscal year begins. */
  readonly yearStarts: number;
  /** Day of the instant the answer is as of; decides what is provisional. */
  readonly today: Day;
  /** Over all facts that metrics count. */
  readonly span: DaySpan;
  /** By table; a table without rows has none. */
  readonly spans: ReadonlyMap<TableName, DaySpan>;
  /** Longest time in seconds between a table's partition column and a date in it, by `reachKey`. */
  readonly reach: ReadonlyMap<string, number>;
  readonly judges: CalibratedJudges;
  /** How these judges did beside people by what metrics count, over as many days; none where nothing is to be corrected. */
  readonly beside: readonly JudgedBeside[];
  /** Days of outputs, where any were graded again. */
  readonly regrades: readonly RegradedDay[];
  /** Failure modes that labels are reported by. */
  readonly modes: ModeTree;
  /** When guidelines changed so that labels before and after are not pooled. */
  readonly guidelines: readonly GuidelineChange[];
  /** Currency that money is reported in; null where the workspace names none, and the commonest of the data is. */
  readonly currency: string | null;
  /** Live golden cases from which on a workflow counts as tested. */
  readonly coverageCases: number;
  /** Versions of the budget that there are, where a request names one. */
  readonly budgetVersions: readonly string[];
  /** Members of every dimension that the requests filter or split by, and of `currency` where they ask for money. */
  readonly members: ReadonlyMap<string, readonly DimensionMember[]>;
}
