import type { TextTable } from '@assay/importers';
import { AssayError, didYouMean } from '@assay/contract';

/** The place of a column that a flag names, or that is looked for without it. */
export function columnOf(
  file: string,
  { header }: TextTable,
  { flag, name }: { readonly flag: string; readonly name: string },
): number {
  const place = header.indexOf(name);
  if (place !== -1) return place;
  const hint = didYouMean(name, header) ?? `Columns: ${header.join(', ')}. Name the right one with --${flag}.`;
  throw new AssayError('PARAM_INVALID', `${file} has no column "${name}".`, { hint });
}
