import type { DimensionFilter } from '@assay/contract';
import type { Where } from './vocabulary.ts';

export function toFilters(where: Where): readonly DimensionFilter[] {
  return Object.entries(where ?? {}).map(([dimension, values]) => ({
    dimension,
    values: (Array.isArray(values) ? values : [values]).map((each) => (each === null ? null : String(each))),
  }));
}
