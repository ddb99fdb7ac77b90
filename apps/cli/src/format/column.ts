import type { TextTable } from '@assay/importers';
import { AssayError, didYouMean } from '@assay/contract';

/** The place of a column that a flag names. */
export function columnOf(
  file: string,
  { header }: TextTable,
  { flag, name }: { readonly flag: string; readonly name: string },
): number {
  const place = header.indexOf(name);
  if (place !== -1) return place;
  const hint = didYouMean(name, header) ?? `Columns: ${header.join(', ')}. Name the right one with --${flag}.`;
  throw new AssayError('FILE_NOT_RECOGNISED', `${file} has no column "${name}".`, { hint });
}
