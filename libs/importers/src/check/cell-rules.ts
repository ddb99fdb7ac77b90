import type { Column, TableName } from '@assay/model';
import { openStart, tables } from '@assay/model';
import { quoteName, quoteText } from '../quote.ts';
import type { RecipeColumn } from '../recipe/recipe.ts';
import { cellTypes } from './cell-types.ts';
import { isMail, mayBeMail, withoutMail } from './mail.ts';
import { rangeOf } from './number-ranges.ts';
import type { Reason } from './reasons.ts';

/** One thing that can be wrong with a cell: a condition over its text, and a sentence as an SQL expression. */
export interface CellRule {
  readonly reason: Reason;
  readonly when: string;
  /** A cheaper condition that holds wherever `when` does: rows in which none holds are not looked at further. */
  readonly suspects?: string;
  readonly detail: string;
}

const earliest = '2015-01-01';
const graceHours = 1;
const shown = 80;

/** Instants of plans and validity, and the months of budgets, may lie ahead. */
const mayLieAhead = new Set([
  'due_at',
  'due_revised_at',
  'postmortem_due_at',
  'promised_at',
  'valid_from',
  'valid_to',
  'period_month',
]);

/**
 * Rules of one column of a table, the first that applies first. `:now` is the instant of the load. Of values that have
 * the column's type already, `isTyped`, it is not asked whether their text has it.
 */
export function cellRules(table: TableName, column: Column, isTyped: boolean): readonly CellRule[] {
  const text = quoteName(column.name);
  return [
    ...requiredRules(column, text),
    ...(isTyped ? finiteRules(column, text) : typeRules(column, text)),
    ...codeRules(column, text),
    ...rangeRules(column, isTyped ? text : `try_cast(${text} as double)`),
    ...mailRules(column, text),
    ...timeRules(table, column, isTyped),
  ];
}

/** Rules of one column of the file itself, which a recipe states. */
export function sourceRules({ name, filled, oneOf, holds }: RecipeColumn): readonly CellRule[] {
  const text = quoteName(name);
  const rules: CellRule[] = [];
  // Empty cells of separated files are null by now; JSON and Parquet tell an empty text from none.
  const isEmpty = `(${text} is null or ${text} = '')`;
  if (filled) rules.push({ reason: 'REQUIRED', when: isEmpty, detail: quoteText(`${name} is empty`) });
  if (oneOf !== null) {
    const when = `${text} not in (${oneOf.map(quoteText).join(', ')})`;
    rules.push({
      reason: 'V-E1',
      when,
      detail: sentence({ name, isPrivate: holds !== 'data' }, `one of ${oneOf.join(', ')}`),
    });
  }
  return rules;
}

function requiredRules(column: Column, text: string): readonly CellRule[] {
  if (!column.required) return [];
  const reason = column.key !== null ? 'V-K1' : column.type === 'ts' ? 'V-T1' : 'REQUIRED';
  return [{ reason, when: `${text} is null`, detail: quoteText(`${column.name} is missing`) }];
}

function typeRules(column: Column, text: string): readonly CellRule[] {
  if (column.type === 'str') return [];
  const { fits, expected } = cellTypes[column.type];
  return [
    {
      reason: 'TYPE',
      when: `${text} is not null and not (${fits(text, column)})`,
      detail: sentence(shownOf(column), expected),
    },
  ];
}

/** A float may be no number and still be a float. */
function finiteRules(column: Column, text: string): readonly CellRule[] {
  if (column.type !== 'flt') return [];
  return [{ reason: 'TYPE', when: `not isfinite(${text})`, detail: sentence(shownOf(column), cellTypes.flt.expected) }];
}

function codeRules(column: Column, text: string): readonly CellRule[] {
  if (column.oneOf === null) return [];
  const codes = column.oneOf.map(quoteText).join(', ');
  return [
    {
      reason: 'V-E1',
      when: `${text} not in (${codes})`,
      detail: sentence(shownOf(column), `one of ${column.oneOf.join(', ')}`),
    },
  ];
}

/** `number` is an expression of the cell's number, null where it is none. */
function rangeRules(column: Column, number: string): readonly CellRule[] {
  const range = ['int', 'flt', 'dec'].includes(column.type) ? rangeOf(column.name) : null;
  if (range === null) return [];
  return [{ reason: 'V-N1', when: range.isOutside(number), detail: sentence(shownOf(column), range.expected) }];
}

/**
 * V-P1: people are hashed where they belong, and stand nowhere else. The sentence does not repeat the address. None is
 * among the codes of a column that knows its codes.
 */
function mailRules(column: Column, text: string): readonly CellRule[] {
  if (column.type !== 'str' || column.hashed || column.oneOf !== null || column.pii === 'content') return [];
  const detail = quoteText(`${column.name} holds a mail address, expected an id that names nobody`);
  return [{ reason: 'V-P1', when: isMail(text), suspects: mayBeMail(text), detail }];
}

/** V-T1, for instants and for the days that facts are laid out by. */
function timeRules(table: TableName, column: Column, isTyped: boolean): readonly CellRule[] {
  const isEvent = column.type === 'ts' || (column.type === 'date' && tables[table].partition === column.name);
  if (!isEvent) return [];
  const isInstant = isTyped && column.type === 'ts';
  const instant = isInstant ? quoteName(column.name) : `try_cast(${quoteName(column.name)} as timestamptz)`;
  const early = `${instant} < timestamptz ${quoteText(`${earliest} 00:00:00+00`)} and ${instant} <> timestamptz ${quoteText(`${openStart} 00:00:00+00`)}`;
  const rules: CellRule[] = [
    { reason: 'V-T1', when: early, detail: sentence(shownOf(column), `an instant after ${earliest}`) },
  ];
  if (!mayLieAhead.has(column.name)) {
    rules.push({
      reason: 'V-T1',
      when: `${instant} > :now + interval ${graceHours} hour`,
      detail: sentence(shownOf(column), 'an instant that is not in the future'),
    });
  }
  return rules;
}

/** What stands in the cell, cut, and what was expected. What people or texts are known by is not repeated. */
function sentence({ name, isPrivate }: Shown, expected: string): string {
  if (isPrivate) return quoteText(`${name} is not ${expected}`);
  return `${quoteText(`${name} is "`)} || left(${withoutMail(`cast(${quoteName(name)} as varchar)`)}, ${shown}) || ${quoteText(`", expected ${expected}`)}`;
}

interface Shown {
  readonly name: string;
  readonly isPrivate: boolean;
}

function shownOf({ name, hashed, pii }: Column): Shown {
  return { name, isPrivate: hashed || pii === 'content' };
}
