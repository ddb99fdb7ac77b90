import type { AppendColumn } from '@assay/contract';
import type { Reason } from '../check/reasons.ts';
import { Rejected } from '../file/rejected.ts';
import type { TextRecord } from '../file/record-splitter.ts';
import type { ReadText, ReadOptions } from '../file/source-file.ts';
import { readPieces } from '../file/source-file.ts';
import type { ToolFile } from '../tools/recognise.ts';
import type { ToolReader, Verdicts } from '../tools/tool.ts';
import type { Transaction } from '../transaction.ts';
import { RawRows } from './raw-rows.ts';
import type { Given } from './stage-recipe.ts';
import { WaitingRecords } from './waiting-records.ts';

/** Rows that are held in memory before they are appended: enough to be fast, little beside the engine's own. */
const heldRows = 8_192;
const ignoredColumns: readonly AppendColumn[] = [
  { name: 'record', type: 'int' },
  { name: 'reason', type: 'str' },
];

export interface StagedTool extends ReadText {
  readonly given: readonly Given[];
}

export interface ToolInput {
  readonly file: ToolFile;
  readonly reader: ToolReader;
  /** Texts that the rows offer are staged. */
  readonly keepsContent: boolean;
}

/** Streams the export of a tool through its reader: rows into the raw tables, the rest into `rejected` and `passed_over`. */
export async function stageTool(
  transaction: Transaction,
  { file, reader, keepsContent }: ToolInput,
  { signal, onRecords }: ReadOptions,
): Promise<StagedTool> {
  const target = new ToolTarget(transaction, reader, keepsContent);
  const take = async (found: readonly TextRecord[], share: number) => {
    for (const record of found) target.read(record);
    await target.flush(heldRows);
    if (found.length > 0) onRecords(target.records, share);
  };
  const sha256 = await readPieces(file, signal, (piece, share) => take(reader.splitter.push(piece), share));
  await take(reader.splitter.end(), 1);
  reader.end?.();
  await target.end();
  return { sha256, records: target.records, given: target.given };
}

class ToolTarget implements Verdicts {
  readonly #transaction: Transaction;
  readonly #reader: ToolReader;
  readonly #raw: RawRows;
  readonly #waiting: WaitingRecords | null;
  readonly #rejected = new Rejected();
  #ignored: (readonly [number, Reason])[] = [];
  records = 0;

  constructor(transaction: Transaction, reader: ToolReader, keepsContent: boolean) {
    this.#transaction = transaction;
    this.#reader = reader;
    this.#raw = new RawRows(transaction, keepsContent);
    this.#waiting = reader.waiting === undefined ? null : new WaitingRecords(transaction, reader.waiting);
  }

  get given(): readonly Given[] {
    return [...this.#raw.columns].map(([table, columns]) => {
      const manner = this.#reader.tables.find((rows) => rows.manner.table === table)?.manner;
      return { table, columns, hashed: columns, ...(manner === undefined ? {} : { manner }) };
    });
  }

  read(found: TextRecord): void {
    const record = { ...found, number: found.number - this.#reader.headers };
    if (record.number === 0) return;
    this.records = record.number;
    if (record.fault === null) this.#reader.read(record, this);
    else this.reject(record, record.fault, null);
  }

  reject(record: Pick<TextRecord, 'number' | 'line'>, detail: string, raw: string | null): void {
    this.#rejected.add(record, detail, raw);
  }

  ignore(record: number, reason: Reason): void {
    this.#ignored.push([record, reason]);
  }

  /** Makes the rows of what waited for the last record, and appends all that is left. */
  async end(): Promise<void> {
    await this.#waiting?.give(this, () => this.flush(heldRows));
    await this.flush(1);
    await this.#raw.settle();
  }

  /** Appends what is held, table by table, where it is `least` rows or more. */
  async flush(least: number): Promise<void> {
    for (const rows of this.#reader.tables) {
      if (rows.count < least) continue;
      await this.#raw.appendText({ table: rows.manner.table, columns: rows.columns, rows: rows.take() });
    }
    await this.#waiting?.flush(least);
    await this.#rejected.flush(this.#transaction);
    if (this.#ignored.length === 0) return;
    await this.#transaction.append('passed_over', ignoredColumns, this.#ignored);
    this.#ignored = [];
  }
}
