import type { CheckStep, Diagnosis, Finding, QueryContext, Result, Statement, UnfilledColumns } from '@assay/contract';
import type { Found } from '@assay/importers';
import type { TableName } from '@assay/model';
import type { AnswerParts } from './answer.ts';
import type { Asker } from './workspace.ts';
import { askRules, keepFindings, tableRules } from '@assay/importers';
import { columnsOf, countedRows, ownColumnsOf, ruleId, tableNames } from '@assay/model';
import { textFunctionsOf } from '@assay/warehouse';
import { findingOf, storedFindings } from './findings.ts';

/** A rule may read whole facts; nobody waits for a page meanwhile. */
const bounds: Omit<QueryContext, 'signal' | 'tags'> = { timeoutMs: 600_000, maxRows: 1000, maxBytes: 1_000_000 };

type Ask = (statement: Statement) => Promise<Result>;

/**
 * Asks the data about every rule of the model, its contract and its gaps, all anew. Where the database is open for loads,
 * the findings are kept: one that is gone goes, one that persists stays the one of its first time.
 */
export async function diagnose(parts: AnswerParts, asker: Asker): Promise<Omit<Diagnosis, 'steps'>> {
  const { warehouse } = parts;
  const context = { ...bounds, signal: asker.signal, tags: { app: 'assay', for: 'doctor' } };
  const ask: Ask = (statement) => warehouse.query(statement, context);
  const now = new Date();
  const functions = textFunctionsOf(warehouse.engine);
  const found = await askRules(tableRules, { ask, functions, now: now.toISOString() });
  if (warehouse.loader) await keepFindings(warehouse.loader, found, { signal: asker.signal, now });
  const before = await storedFindings(parts.runner, asker);
  return { findings: inOrder(found.map((each) => seenOf(each, before, now))), unfilled: await unfilledOf(ask) };
}

function seenOf(found: Found, stored: readonly Finding[], now: Date): Finding {
  const id = ruleId(found.rule);
  const known = stored.find(({ rule: code, table, column }) => ruleId({ code, table, column }) === id);
  const lastSeenAt = now.toISOString();
  return findingOf(found, { firstSeenAt: known?.firstSeenAt ?? lastSeenAt, lastSeenAt, load: known?.load ?? null });
}

/** Errors first, then by rule. */
function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const place = ({ level, rule, table, column }: Finding) => `${level} ${rule} ${table} ${column}`;
  return findings.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** Whether every table has the columns of the model, by their logical types. */
export async function columnsStep(parts: AnswerParts, asker: Asker): Promise<CheckStep> {
  const name = 'columns';
  const context = { ...bounds, signal: asker.signal, tags: { app: 'assay', for: 'doctor' } };
  const off: string[] = [];
  for (const table of tableNames) {
    const sql = `select * from ${table} where 1 = 0`;
    const { columns } = await parts.warehouse.query({ sql, parameters: [] }, context);
    const types = new Map(columns.map((column) => [column.name, column.type]));
    for (const column of columnsOf(table)) {
      const found = types.get(column.name);
      if (found === undefined) off.push(`${table}.${column.name} is missing`);
      else if (found !== column.type) off.push(`${table}.${column.name} is ${found}, expected ${column.type}`);
    }
  }
  const total = tableNames.reduce((sum, table) => sum + columnsOf(table).length, 0);
  if (off.length === 0) return { name, ok: true, detail: `all ${total} are as the model wants them`, fix: null };
  const more = off.length > 3 ? ` and ${off.length - 3} more` : '';
  const fix = 'Compare the tables with docs/model.md, or load the files again into a new database.';
  return { name, ok: false, detail: `${off.slice(0, 3).join('; ')}${more}`, fix };
}

/** Expected columns with nulls, of tables that hold rows. */
async function unfilledOf(ask: Ask): Promise<readonly UnfilledColumns[]> {
  const unfilled: UnfilledColumns[] = [];
  for (const table of tableNames) {
    const found = await unfilledIn(table, ask);
    if (found !== null) unfilled.push(found);
  }
  return unfilled;
}

async function unfilledIn(table: TableName, ask: Ask): Promise<UnfilledColumns | null> {
  const names = ownColumnsOf(table).flatMap(({ name, expected, required }) => (expected && !required ? [name] : []));
  const counts = names.map((name, index) => `count(${name}) as filled_${index}`);
  const sql = `select ${['count(*) as total', ...counts].join(', ')} from ${countedRows(table)} t`;
  const { columns } = await ask({ sql, parameters: [] });
  const [rows = 0, ...filled] = columns.map(({ values }) => Number(values[0]));
  const gaps = names
    .map((name, index) => ({ column: name, nulls: rows - (filled[index] ?? 0) }))
    .filter(({ nulls }) => nulls > 0);
  return gaps.length === 0 ? null : { table, rows, columns: gaps };
}
