import type { Result } from '@assay/contract';
import { AssayError } from '@assay/contract';
import { ColumnSink } from './column-sink.ts';

/** Joins the pieces of one result; there always is a first one. */
export async function collect(results: AsyncIterable<Result>): Promise<Result> {
  let last: Result | null = null;
  let sink: ColumnSink | null = null;
  let rowCount = 0;
  for await (const result of results) {
    sink ??= new ColumnSink(result.columns);
    sink.add(result.columns);
    rowCount += result.rowCount;
    last = result;
  }
  if (last === null || sink === null) throw new AssayError('INTERNAL', 'The engine gave a result without columns.');
  return { ...last, columns: sink.columns(), rowCount };
}
