import type { BreakMark, PanelReady, Series } from '../gql/types.ts';

/** The breaks that concern a series: of all slices, or of one that it is. */
export function breaksOf({ breaks }: Pick<PanelReady, 'breaks'>, { by }: Pick<Series, 'by'>): readonly BreakMark[] {
  return breaks.filter((mark) =>
    mark.by.every(({ dimension, value }) => by.some((slice) => slice.dimension === dimension && slice.value === value)),
  );
}
