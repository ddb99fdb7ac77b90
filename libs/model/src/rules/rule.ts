import type { SqlFunctions } from '@assay/contract';
import type { TableName } from '../registry.ts';
import type { Row } from '../row.ts';
import type { RuleCode } from './codes.ts';

export type RuleLevel = 'error' | 'warning';

/** What engines say differently in a rule, as text, and the instant of asking. */
export interface RuleSql extends Pick<
  SqlFunctions<string>,
  'addDays' | 'bucketOf' | 'cast' | 'dayOf' | 'secondsBetween'
> {
  /** Expression of an instant. */
  readonly now: string;
}

/**
 * A rule of model.md section 8 about several rows or tables, which no record breaks by itself. It is only ever a finding:
 * a record is loaded whole or not at all, and whether a row is wrong beside others must not hang on what was loaded
 * first, or on how a file was cut. What is in stays in, and is marked.
 */
export interface SetRule {
  readonly code: RuleCode;
  readonly level: RuleLevel;
  /** Table and columns that the reader is pointed to. */
  readonly table: TableName;
  readonly column: string;
  /** Further tables that it reads. */
  readonly reads: readonly TableName[];
  /** What is countedRows, in the plural. */
  readonly counts: string;
  /** In place of the code's own sentence, where one code finds several things. */
  readonly wrong?: string;
  /** `load`: after every load that changed a table it reads. `doctor`: it reads whole facts, and is left to `assay doctor`. */
  readonly asked: 'load' | 'doctor';
  /** A select of the one column `key`: a line for each thing that breaks the rule. */
  readonly breaks: (say: RuleSql) => string;
  /** An error is only a warning up to this share of the lines of `among`. */
  readonly tolerated?: { readonly share: number; readonly among: (say: RuleSql) => string };
}

type ColumnOf<Name extends TableName> = Extract<keyof Row<Name>, string>;

interface SetRuleOptions<Name extends TableName> extends Omit<SetRule, 'code' | 'level' | 'table' | 'column'> {
  readonly table: Name;
  readonly column: ColumnOf<Name> | readonly ColumnOf<Name>[];
}

export function setRule<const Name extends TableName>(
  code: RuleCode,
  level: RuleLevel,
  { column, ...rest }: SetRuleOptions<Name>,
): SetRule {
  return { code, level, column: typeof column === 'string' ? column : column.join(', '), ...rest };
}

/** The rows of a table that count: neither taken back nor made to try something out. */
export function countedRows(table: TableName): string {
  return `(select * from ${table} where voided_at is null and is_test = false)`;
}

/** Values as one text; what is not known is left out of it. */
export function keyText(say: RuleSql, names: readonly string[]): string {
  return names.map((name) => `coalesce(${say.cast(name, 'str')}, '')`).join(` || ' ' || `);
}

/**
 * A decimal to compare within a tolerance: engines narrow what products and differences of decimals may hold, and a rule
 * that fails on a large amount would fail the load.
 */
export function roughly(name: string): string {
  return `(1e0 * ${name})`;
}
