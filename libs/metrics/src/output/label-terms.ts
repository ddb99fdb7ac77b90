import type { DayRange, LabelBasis } from '@assay/contract';
import type { InstantBounds } from '../plan/bounds.ts';
import type { Criterion } from './criteria.ts';

/** Days in which too few outputs were graded again: there all labels are those that were given first. */
export interface Fallback {
  readonly criterion: Criterion;
  readonly environment: string | null;
  readonly days: DayRange;
  readonly bounds: InstantBounds;
  /** Outputs of the days that were graded again. */
  readonly regraded: number;
}

/** Which of several labels of one output count (model.md 5, rule 5): never both kinds within one period. */
export interface LabelTerms {
  readonly basis: LabelBasis;
  /** Where `current` cannot be had. */
  readonly fallbacks: readonly Fallback[];
}

/** The labels in force, all of them. */
export const inForce: LabelTerms = { basis: 'current', fallbacks: [] };
