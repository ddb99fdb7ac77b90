import type { CompareInput, Filter, Page, PageAnswer, PeriodInput } from '../gql/types.ts';
import { readFilter, sameFilters, writeFilter } from './filters.ts';
import { readPeriod } from './period.ts';
import type { Search } from './search.ts';

/** What a page asks: its own defaults with the address bar's choices on top. */
export interface PageState {
  /** As the address bar writes it. */
  readonly range: string;
  readonly period: PeriodInput;
  readonly compare: CompareInput | null;
  /** Month (1 to 12) on whose first day the fiscal year begins, which quarters follow. */
  readonly yearStarts: number;
  readonly where: readonly Filter[];
  /** Dimension the reader chose to split a panel by; the others keep their own. */
  readonly by: ReadonlyMap<string, string>;
}

interface Opened {
  readonly page: Pick<Page, 'period' | 'compare' | 'where'>;
  readonly health: Pick<PageAnswer['health'], 'yearStarts'>;
}

export function pageStateOf({ page, health }: Opened, search: Search): PageState {
  const range = search.range ?? page.period;
  return {
    range,
    period: readPeriod(range),
    yearStarts: health.yearStarts,
    compare: search.compare === undefined ? plainCompare(page.compare) : readCompare(search.compare),
    where:
      search.where === undefined ? page.where.map(plainFilter) : search.where.flatMap((text) => readFilter(text) ?? []),
    by: new Map(search.by?.flatMap((text) => readSplit(text) ?? [])),
  };
}

function readSplit(text: string): readonly (readonly [panel: string, dimension: string])[] | null {
  const colon = text.lastIndexOf(':');
  return colon < 1 ? null : [[text.slice(0, colon), text.slice(colon + 1)]];
}

/** The address bar's `by` with one panel's split changed; null gives the panel its own back. */
export function splitSearch(
  state: Pick<PageState, 'by'>,
  panel: string,
  dimension: string | null,
): string[] | undefined {
  const by = new Map(state.by);
  if (dimension === null) by.delete(panel);
  else by.set(panel, dimension);
  return by.size === 0 ? undefined : [...by].map((split) => split.join(':'));
}

/** Answers carry a __typename that inputs may not have. */
function plainFilter({ dimension, values }: Filter): Filter {
  return { dimension, values };
}

function plainCompare(compare: Page['compare']): CompareInput | null {
  return compare && { kind: compare.kind, dimension: compare.dimension, value: compare.value };
}

function readCompare(text: string): CompareInput | null {
  if (text === 'none') return null;
  if (text === 'previous' || text === 'last_year') return { kind: text };
  const colon = text.indexOf(':');
  return { kind: 'value', dimension: text.slice(0, colon), value: text.slice(colon + 1) };
}

export function writeCompare(compare: CompareInput | null): string {
  if (!compare) return 'none';
  return compare.kind === 'value' ? `${compare.dimension ?? ''}:${compare.value ?? ''}` : compare.kind;
}

/** The address bar's `where` for these filters: absent when they are the page's own, one empty entry for none. */
export function whereSearch(page: Pick<Page, 'where'>, filters: readonly Filter[]): string[] | undefined {
  if (sameFilters(page.where, filters)) return undefined;
  return filters.length === 0 ? [''] : filters.map(writeFilter);
}
