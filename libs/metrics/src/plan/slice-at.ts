import type { Reader } from '../evaluate/cell.ts';
import type { Slice } from '../evaluate/question-cells.ts';
import type { Layout } from './slot.ts';
import { shownValue } from './shown-value.ts';
import { splitColumn } from './slot-rows.ts';

/** The slice of a row of a slot, with the names that its values are told under; a split that was cut down has them already. */
export function sliceAt(
  read: Reader,
  row: number,
  of: Pick<Layout['slots'][number], 'splits' | 'tops'> | undefined,
): Slice {
  const { splits = [], tops = {} } = of ?? {};
  return Object.fromEntries(
    splits.map((id) => {
      const value = read(splitColumn(id), row) as string | null;
      return [id, tops[id] === undefined ? shownValue(value) : value];
    }),
  );
}
