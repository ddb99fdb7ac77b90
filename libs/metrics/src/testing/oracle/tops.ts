import type { PanelRequest } from '@assay/contract';
import type { Surroundings } from './answer.ts';
import type { Oracle, Said, Tops } from './ask.ts';
import { askOf, daysAsked } from './answer.ts';
import { textOfSlice } from './ask.ts';

/** A split shows so many values by themselves, and one more where that is the last: others of one are none. */
const shown = 20;

/** What values are ranked by: how much there is of what adds up, else how many stand behind a number. */
export type Weigh = (said: Said) => number;

export interface Ranked {
  readonly oracle: Oracle;
  readonly weigh: Weigh;
  /** Dimensions that are shown whole: a row has several of their values. */
  readonly trees: readonly string[];
}

interface Order {
  /** Values of each dimension as menus show them. */
  readonly usual: ReadonlyMap<string, readonly (string | null)[]>;
}

/** The values that a request shows one by one: those with most of its first metric, over all the days that it ranks them in. */
export function topsOf({ oracle, weigh, trees }: Ranked, request: PanelRequest, around: Surroundings & Order): Tops {
  const { by, rankedIn, range } = request;
  const own = askOf(request, around);
  const days = daysAsked(rankedIn === undefined || rankedIn.kind === 'all' ? range : rankedIn, around);
  const isCut = (id: string): boolean => !trees.includes(id);
  return Object.fromEntries(
    by.filter(isCut).flatMap((id) => {
      const numbers = oracle({ ...own, by: [id], grain: 'none', range: days, labelled: own });
      if (numbers.length <= shown + 1) return [];
      const usual = around.usual.get(id) ?? [];
      const placeOf = (value: string | null): number => (usual.includes(value) ? usual.indexOf(value) : usual.length);
      const ranked = numbers
        .map((number) => ({ value: number.by[id] ?? null, text: textOfSlice(number.by), weight: weigh(number) }))
        .sort((a, b) => b.weight - a.weight || placeOf(a.value) - placeOf(b.value) || (a.text < b.text ? -1 : 1));
      return [[id, ranked.slice(0, shown).map(({ value }) => value)] as const];
    }),
  );
}
