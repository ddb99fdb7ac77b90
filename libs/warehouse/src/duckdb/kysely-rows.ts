import type { CompiledQuery } from 'kysely';
import { DeleteQueryNode, InsertQueryNode, MergeQueryNode, UpdateQueryNode } from 'kysely';
import type { Piece } from './statement.ts';

/** Rows as objects. What they look like is what the query's author says it is. */
export function rowsOf<Row>(piece: Piece): readonly Row[] {
  const rows: Row[] = [];
  for (let index = 0; index < piece.rowCount; index += 1) {
    rows.push(Object.fromEntries(piece.columns.map(({ name, values }) => [name, values[index]])) as Row);
  }
  return rows;
}

/** DuckDB answers a write without RETURNING with one row, the number of rows it changed. Null for what gives rows. */
export function affectedRows(query: CompiledQuery, rows: readonly unknown[]): bigint | null {
  const node = query.query;
  const isWrite =
    InsertQueryNode.is(node) || UpdateQueryNode.is(node) || DeleteQueryNode.is(node) || MergeQueryNode.is(node);
  if (!isWrite || node.returning !== undefined) return null;
  const [count] = Object.values(rows[0] ?? {}) as unknown[];
  return typeof count === 'number' ? BigInt(count) : null;
}
