import { tables } from '@assay/model';

/** What the rows of a table are: `outputs`. A table that this Assay does not have keeps its name. */
export function rowsInWords(table: string): string {
  const known: Readonly<Record<string, { readonly rows: string } | undefined>> = tables;
  return known[table]?.rows ?? table;
}
