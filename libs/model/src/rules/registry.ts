import type { TableName } from '../registry.ts';
import { ruleCodes } from './codes.ts';
import { keyRules } from './key-rules.ts';
import { labellingRules } from './labelling-rules.ts';
import { moneyRules } from './money-rules.ts';
import { outputRules, trackingRules } from './output-rules.ts';
import type { RowRule } from './row-rules.ts';
import type { SetRule } from './rule.ts';
import { taxonomyRules } from './taxonomy-rules.ts';
import { timeRules } from './time-rules.ts';

/** Every rule about several rows or tables, in the order of model.md. */
export const setRules: readonly SetRule[] = [
  ...keyRules,
  ...timeRules,
  ...labellingRules,
  ...taxonomyRules,
  ...outputRules,
  ...trackingRules,
  ...moneyRules,
];

interface Named {
  readonly code: string;
  readonly table: string;
  readonly column: string;
}

/** What tells one rule from every other. */
export function ruleId({ code, table, column }: Named): string {
  return `${code} ${table}.${column}`;
}

/** Every table that a rule reads. */
export function tablesOf(rule: SetRule): readonly TableName[] {
  return [rule.table, ...rule.reads];
}

/** What is wrong where a rule is broken, as a clause. */
export function wrongOf(rule: RowRule | SetRule): string {
  if ('fails' in rule) return `${ruleCodes[rule.code].wrong}: ${rule.column} should be ${rule.expected}`;
  return rule.wrong ?? ruleCodes[rule.code].wrong;
}
