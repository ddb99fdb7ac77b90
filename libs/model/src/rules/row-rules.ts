import type { TableName } from '../registry.ts';
import type { Row } from '../row.ts';
import type { RuleCode } from './codes.ts';
import { ruleCodes } from './codes.ts';
import type { RuleLevel } from './rule.ts';
import { roughly } from './rule.ts';

/**
 * A rule of model.md section 8 that one row keeps or breaks by itself. `fails` is a condition in the SQL that all engines
 * share, over the table's own columns; where it is null the rule says nothing. An error keeps a row out of a load, a
 * warning stays in and is counted.
 */
export interface RowRule {
  readonly code: RowRuleCode;
  readonly level: RuleLevel;
  readonly table: TableName;
  /** The column that the reader is pointed to. */
  readonly column: string;
  readonly fails: string;
  /** What is expected, after "expected". */
  readonly expected: string;
}

/** Codes of the rules that one row can break. */
const rowCodes = [
  'V-T2',
  'V-T3',
  'V-N2',
  'V-N3',
  'V-L1',
  'V-L4',
  'V-L5',
  'V-L6',
  'V-O1',
  'V-M2',
  'V-M3',
  'V-P3',
] as const satisfies readonly RuleCode[];
export type RowRuleCode = (typeof rowCodes)[number];

/** What each finds, as a clause. */
export const rowRuleCodes = Object.fromEntries(rowCodes.map((code) => [code, ruleCodes[code].wrong])) as Readonly<
  Record<RowRuleCode, string>
>;

type ColumnOf<Name extends TableName> = Extract<keyof Row<Name>, string>;

/** V-P3: where a text lies is an address, which is short and has no blanks. */
function addressOfText(table: 'dim_test_case' | 'fact_output'): RowRule {
  const fails = `length(content_uri) > 2048 or content_uri like '% %'`;
  return rule('V-P3', 'error', {
    table,
    column: 'content_uri',
    fails,
    expected: 'an address without blanks, of 2,048 characters at most',
  });
}

function rule<const Name extends TableName>(
  code: RowRuleCode,
  level: RowRule['level'],
  place: { readonly table: Name; readonly column: ColumnOf<Name>; readonly fails: string; readonly expected: string },
): RowRule {
  return { code, level, ...place };
}

/** Milestones of one thing in the order in which they can happen; those that are not known are passed over. */
function inOrder<const Name extends TableName>(table: Name, columns: readonly ColumnOf<Name>[]): readonly RowRule[] {
  return columns.slice(1).map((column, index) => {
    const earlier = columns.slice(0, index + 1);
    const fails = earlier.map((other) => `${column} < ${other}`).join(' or ');
    const expected = `an instant not before ${earlier.join(', ')}`;
    return rule('V-T2', 'warning', { table, column, fails, expected });
  });
}

function period<const Name extends TableName>(table: Name, from: ColumnOf<Name>, to: ColumnOf<Name>): RowRule {
  return rule('V-T3', 'error', { table, column: to, fails: `not (${from} < ${to})`, expected: `a time after ${from}` });
}

const values = ['value_code', 'value_num', 'value_set'];
const valuesGiven = values.map((name) => `case when ${name} is null then 0 else 1 end`).join(' + ');
const offBy = `abs(${roughly('qty')} * ${roughly('unit_price')} - ${roughly('amount')})`;
const credit = `line_kind in ('credit_note', 'refund')`;

/** What a row of each table must keep. */
export const rowRules: readonly RowRule[] = [
  ...inOrder('fact_work_item', ['created_at', 'first_assigned_at', 'first_submitted_at', 'first_decided_at']),
  ...inOrder('fact_annotation', ['started_at', 'submitted_at']),
  ...inOrder('fact_incident', ['detected_at', 'acknowledged_at', 'resolved_at']),
  ...inOrder('fact_incident', ['impact_started_at', 'detected_at']),
  period('dim_annotator', 'valid_from', 'valid_to'),
  period('dim_task', 'valid_from', 'valid_to'),
  period('dim_workflow', 'valid_from', 'valid_to'),
  period('dim_taxonomy_node', 'valid_from', 'valid_to'),
  period('ref_rate_card', 'valid_from', 'valid_to'),
  period('fact_invoice_line', 'service_from', 'service_to'),
  rule('V-N2', 'warning', {
    table: 'fact_annotation',
    column: 'active_seconds',
    fails: 'active_seconds > 14400 or active_seconds < 1',
    expected: 'from 1 second to 4 hours',
  }),
  rule('V-N3', 'error', {
    table: 'fact_output',
    column: 'claims_unsupported',
    fails: 'claims_unsupported > claims',
    expected: 'no more than claims',
  }),
  rule('V-N3', 'error', {
    table: 'fact_output',
    column: 'cited_claims_ok',
    fails: 'cited_claims_ok > cited_claims',
    expected: 'no more than cited_claims',
  }),
  rule('V-N3', 'error', {
    table: 'fact_output',
    column: 'tool_steps_ok',
    fails: 'tool_steps_ok > tool_steps',
    expected: 'no more than tool_steps',
  }),
  rule('V-L1', 'error', {
    table: 'fact_annotation',
    column: 'value_code',
    fails: `status = 'submitted' and ${valuesGiven} <> 1`,
    expected: `exactly one of ${values.join(', ')} in a submitted answer`,
  }),
  rule('V-L4', 'error', {
    table: 'fact_work_item',
    column: 'rejected_at',
    fails: 'accepted_at is not null and rejected_at is not null and revoked_at is null',
    expected: 'one of accepted_at and rejected_at, or revoked_at as well',
  }),
  rule('V-L5', 'warning', {
    table: 'fact_work_item',
    column: 'rework_count',
    fails: `rework_count = 0 and first_decision in ('reject', 'rework') and accepted_at is not null`,
    expected: 'one or more where the first decision sent the item back',
  }),
  rule('V-L6', 'warning', {
    table: 'fact_annotation',
    column: 'gold_correct',
    fails: `is_gold and gold_correct is null and status = 'submitted' and stage <> 'adjudication'`,
    expected: 'an answer key in force when the answer was submitted',
  }),
  rule('V-O1', 'error', {
    table: 'fact_output',
    column: 'model_version_id',
    fails: 'model_version_id is null',
    expected: 'the model version that gave the output',
  }),
  rule('V-O1', 'error', {
    table: 'fact_output',
    column: 'case_version_id',
    fails: `environment = 'eval' and case_version_id is null`,
    expected: 'the test case, where the output is of an evaluation',
  }),
  addressOfText('dim_test_case'),
  addressOfText('fact_output'),
  rule('V-M2', 'warning', {
    table: 'fact_invoice_line',
    column: 'amount',
    fails: `${offBy} > 1 and ${offBy} > abs(${roughly('amount')}) / 1000`,
    expected: 'qty times unit_price, within 1.00 or 0.1 %',
  }),
  rule('V-M3', 'error', {
    table: 'fact_invoice_line',
    column: 'amount',
    fails: `${credit} and amount > 0`,
    expected: 'a negative amount on a credit or refund',
  }),
  rule('V-M3', 'warning', {
    table: 'fact_invoice_line',
    column: 'credits_line_id',
    fails: `${credit} and credits_line_id is null`,
    expected: 'the line that a credit or refund reduces',
  }),
];
