import type { CostEstimate, QueryContext, Statement, Warehouse } from '@assay/contract';

const unknown: CostEstimate = { rows: null, bytes: null, exact: false };

/** DuckDB plans within milliseconds; the bounds are for the plan, not for the query. */
const bounds: Omit<QueryContext, 'signal'> = {
  timeoutMs: 10_000,
  maxRows: 10,
  maxBytes: 16_000_000,
  tags: { app: 'assay', for: 'estimate' },
};

/** What DuckDB's optimizer expects the top operator to give. Planned, not run; null where the plan does not say. */
export async function estimateRows(
  warehouse: Warehouse,
  statement: Statement,
  signal: AbortSignal,
): Promise<CostEstimate> {
  const explain = { sql: `explain (format json) ${statement.sql}`, parameters: statement.parameters };
  const { columns } = await warehouse.query(explain, { ...bounds, signal });
  const plan = columns[1]?.values[0];
  return typeof plan === 'string' ? { ...unknown, rows: topCardinality(plan) } : unknown;
}

/** Reads `[{ name, children, extra_info: { "Estimated Cardinality": "10" } }]`. */
export function topCardinality(plan: string): number | null {
  const operators: unknown = JSON.parse(plan);
  const top: unknown = Array.isArray(operators) ? operators[0] : null;
  const info = propertyOf(top, 'extra_info');
  const rows = Number(propertyOf(info, 'Estimated Cardinality') ?? Number.NaN);
  return Number.isSafeInteger(rows) ? rows : null;
}

function propertyOf(candidate: unknown, name: string): unknown {
  return typeof candidate === 'object' && candidate !== null ? Reflect.get(candidate, name) : undefined;
}
