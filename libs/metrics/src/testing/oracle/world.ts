import type { StoredRow, TableName } from '@assay/model';

/** All rows of a small made-up data set. */
export type World = { readonly [Name in TableName]: readonly StoredRow<Name>[] };

/** X-test and X-void: what was made to try something out, deleted or erased is in no metric. */
export const inForce = (row: { readonly is_test: boolean; readonly voided_at: string | null }): boolean =>
  !row.is_test && row.voided_at === null;

/** What had come in by an instant; nothing of it was changed later. */
export const worldAt = (world: World, at: string): World =>
  Object.fromEntries(
    Object.entries(world).map(([name, rows]) => [
      name,
      (rows as readonly { readonly ingested_at: string }[]).filter(({ ingested_at }) => ingested_at <= at),
    ]),
  ) as unknown as World;

/** Rows of a dimension by their key, without those taken back. */
export function byKey<Name extends TableName>(
  rows: readonly StoredRow<Name>[],
  key: keyof StoredRow<Name>,
): ReadonlyMap<unknown, StoredRow<Name>> {
  return new Map(rows.filter(({ voided_at }) => voided_at === null).map((row) => [row[key], row]));
}
