import type { LimitNode, OffsetNode, OperationNode } from 'kysely';
import { PostgresQueryCompiler, ValueNode } from 'kysely';
import type { LogicalType } from '@assay/contract';
import { isParameter } from '../core/parameter.ts';
import { checkWholeNumber } from '../core/whole-number.ts';
import { columnTypes } from './column-types.ts';

/**
 * DuckDB's SQL is PostgreSQL's in all that Kysely writes. Differences: nulls are cast, because DuckDB has no typed null
 * to bind; equal parameters share a placeholder, so that an expression repeated in GROUP BY is recognised as the same;
 * LIMIT and OFFSET are checked literals.
 */
export class DuckdbQueryCompiler extends PostgresQueryCompiler {
  #places = new Map<string, number>();

  override compileQuery(...query: Parameters<PostgresQueryCompiler['compileQuery']>) {
    this.#places = new Map();
    return super.compileQuery(...query);
  }

  protected override appendValue(value: unknown): void {
    if (!isParameter(value)) {
      super.appendValue(value);
      return;
    }
    const key = `${value.type}:${typeof value.value}:${String(value.value)}`;
    let place = this.#places.get(key);
    if (place === undefined) {
      this.addParameter(value);
      place = this.numParameters;
      this.#places.set(key, place);
    }
    this.append(value.value === null ? typedNull(place, value.type) : `$${place}`);
  }

  protected override visitLimit(node: LimitNode): void {
    this.append('limit ');
    this.#visitRowNumber(node.limit, 'LIMIT');
  }

  protected override visitOffset(node: OffsetNode): void {
    this.append('offset ');
    this.#visitRowNumber(node.offset, 'OFFSET');
  }

  #visitRowNumber(node: OperationNode, what: string): void {
    if (ValueNode.is(node) && typeof node.value === 'number') this.append(String(checkWholeNumber(node.value, what)));
    else this.visitNode(node);
  }
}

function typedNull(place: number, type: LogicalType): string {
  return `cast($${place} as ${columnTypes[type]})`;
}
