import { stateSchema } from '@assay/model';
import { int, str, ts } from '../named-parameters.ts';
import type { LoadReceipt } from '../receipt.ts';
import type { Transaction } from '../transaction.ts';
import { setMeta } from './schema.ts';

export interface LoadFacts {
  readonly load: string;
  readonly receipt: LoadReceipt;
  /** Name of the file without its folder: paths hold names of people. */
  readonly fileName: string;
  readonly recipe: string | null;
  readonly settings: Readonly<Record<string, string | null>>;
  /** What the file was the whole truth of, `name=value`. */
  readonly scope: string | null;
  readonly sha256: string | null;
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** Writes the load into the list of loads, and gives the data a new version, so that nothing cached outlives it. */
export async function writeLoad(transaction: Transaction, facts: LoadFacts): Promise<void> {
  const { receipt } = facts;
  await transaction.run(
    `insert into ${stateSchema}.loads (load_id, file, source, recipe, settings, scope, file_sha256, started_at, finished_at, records_read,
      records_loaded, records_unchanged, records_quarantined, records_ignored, reasons, tables)
    values (:load, :file, :source, :recipe, :settings, :scope, :sha256, :started, :finished, :read, :loaded, :unchanged,
      :quarantined, :ignored, :reasons, :tables)`,
    {
      load: str(facts.load),
      file: str(facts.fileName),
      source: str(receipt.source),
      recipe: str(facts.recipe),
      settings: str(JSON.stringify(facts.settings)),
      scope: str(facts.scope),
      sha256: str(facts.sha256),
      started: ts(facts.startedAt),
      finished: ts(facts.finishedAt),
      read: int(receipt.read),
      loaded: int(receipt.loaded),
      unchanged: int(receipt.unchanged),
      quarantined: int(receipt.quarantined),
      ignored: int(receipt.ignored),
      reasons: str(JSON.stringify(receipt.reasons)),
      tables: str(JSON.stringify(receipt.tables)),
    },
  );
  await setMeta(transaction, 'data_version', facts.load);
}
