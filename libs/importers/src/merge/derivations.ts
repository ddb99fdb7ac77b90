import type { TableName } from '@assay/model';
import { tables } from '@assay/model';
import { AssayError } from '@assay/contract';
import type { Transaction } from '../transaction.ts';
import { checkOutputs, deriveGrades } from './derive-grades.ts';

/** How a table's derived columns are worked out from its staged rows and those that are there. */
export interface Derivation {
  /** Tables whose rows the derived columns are copied from: a change there works on this table too. */
  readonly copiesFrom: readonly TableName[];
  /** Adds what cannot be derived to the problems; returns how many findings are new. */
  readonly check: (transaction: Transaction, staged: readonly TableName[]) => Promise<number>;
  /** Fills the derived columns of the staged rows, and stages the current rows that they may change. */
  readonly derive: (transaction: Transaction, staged: readonly TableName[]) => Promise<void>;
}

export const derivations: Partial<Readonly<Record<TableName, Derivation>>> = {
  fact_grade: { copiesFrom: ['fact_output'], check: checkOutputs, derive: deriveGrades },
};

/** Tables with derived columns that nothing works out yet are refused, rather than loaded with nulls. */
export function assertDerivable(table: TableName): void {
  if (derivations[table] !== undefined || tables[table].columns.every((column) => !column.derived)) return;
  throw new AssayError('LATER', `Loading ${table} comes later.`, {
    hint: 'Its derived columns are not worked out yet.',
  });
}
