import type { TableName } from '@assay/model';
import type { Transaction } from '../transaction.ts';
import { deriveAnnotations } from './derive-annotations.ts';
import { checkOutputs, deriveGrades } from './derive-grades.ts';
import { deriveReviews } from './derive-reviews.ts';
import { deriveWorkItems, givenReworkIsNew, keepGivenRework } from './derive-work-items.ts';
import type { Moves } from './rows-after.ts';

/** How a table's derived columns are worked out from its staged rows and those that are there. */
export interface Derivation {
  /** What it fills. A row in which only these change is still of the load that brought it. */
  readonly columns: readonly string[];
  /** Other tables that the derived columns follow from: a change there works on this table too. */
  readonly readsFrom: readonly TableName[];
  /** Adds what cannot be derived to the problems; returns how many findings are new. */
  readonly check: ((transaction: Transaction, moves: Moves) => Promise<number>) | null;
  /** Fills the derived columns of the staged rows, and stages the current rows that they may change. */
  readonly derive: (transaction: Transaction, moves: Moves) => Promise<void>;
  /** Over the staged row `s`: the source says something new that no column shows. */
  readonly isNewly?: string;
  /** What is left to do when the rows are merged. */
  readonly settle?: (transaction: Transaction) => Promise<void>;
}

export const derivations: Partial<Readonly<Record<TableName, Derivation>>> = {
  fact_work_item: {
    columns: ['is_duplicate', 'rework_count'],
    readsFrom: ['dim_task', 'fact_annotation', 'fact_review'],
    check: null,
    derive: deriveWorkItems,
    isNewly: givenReworkIsNew,
    settle: keepGivenRework,
  },
  fact_annotation: {
    columns: ['is_latest', 'gold_correct'],
    readsFrom: [],
    check: null,
    derive: deriveAnnotations,
  },
  fact_review: { columns: ['is_latest'], readsFrom: ['fact_annotation'], check: null, derive: deriveReviews },
  fact_grade: {
    columns: ['produced_at', 'model_version_id', 'is_latest'],
    readsFrom: ['fact_output'],
    check: checkOutputs,
    derive: deriveGrades,
  },
};
