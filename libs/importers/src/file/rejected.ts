import type { AppendColumn, Parameter } from '@assay/contract';
import { mailTakenOut } from '../check/mail.ts';
import type { Transaction } from '../transaction.ts';
import type { TextRecord } from './record-splitter.ts';
import type { SourceFile } from './source-file.ts';

type Row = readonly Parameter['value'][];

const columns: readonly AppendColumn[] = [
  { name: 'record', type: 'int' },
  { name: 'line', type: 'int' },
  { name: 'detail', type: 'str' },
  { name: 'raw', type: 'str' },
];
const maxRaw = 10_000;

/** Makes `rejected`, for records that cannot be read as cells at all. */
export async function createRejected(transaction: Transaction): Promise<void> {
  await transaction.run('create temp table rejected (record bigint, line bigint, detail varchar, raw varchar)');
}

/** Collects records that cannot be read. Their text is kept only where no column holds content or people. */
export class Rejected {
  readonly #mayKeep: boolean;
  #rows: Row[] = [];

  constructor({ recipe }: SourceFile) {
    this.#mayKeep = recipe.columns.every((column) => column.holds === 'data');
  }

  add(record: TextRecord, detail: string): void {
    this.#rows.push([
      record.number,
      record.line,
      detail,
      this.#mayKeep ? mailTakenOut(record.text.slice(0, maxRaw)) : null,
    ]);
  }

  async flush(transaction: Transaction): Promise<void> {
    if (this.#rows.length === 0) return;
    await transaction.append('rejected', columns, this.#rows);
    this.#rows = [];
  }
}
