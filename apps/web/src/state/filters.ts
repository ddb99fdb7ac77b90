import type { Filter } from '../gql/types.ts';

/**
 * One filter as text: `workflow:code,search`. A null value ("not known") is written as an empty one; commas, colons and
 * backslashes inside a value are escaped with a backslash.
 */
export function writeFilter(filter: Filter): string {
  const values = filter.values.map((value) => (value ?? '').replace(/[\\,]/g, (mark) => `\\${mark}`));
  return `${filter.dimension}:${values.join(',')}`;
}

/** Reads what writeFilter wrote; null for text that names no dimension. */
export function readFilter(text: string): Filter | null {
  const colon = text.indexOf(':');
  if (colon < 1) return null;
  return { dimension: text.slice(0, colon), values: splitValues(text.slice(colon + 1)) };
}

function splitValues(text: string): (string | null)[] {
  const values: string[] = [''];
  for (let at = 0; at < text.length; at += 1) {
    const mark = text.charAt(at);
    if (mark === ',') {
      values.push('');
      continue;
    }
    if (mark === '\\') at += 1;
    values[values.length - 1] += mark === '\\' ? text.charAt(at) : mark;
  }
  return values.map((value) => (value === '' ? null : value));
}

/** The filters with one dimension's values replaced; no values takes the filter away. */
export function withFilter(
  filters: readonly Filter[],
  dimension: string,
  values: readonly (string | null)[],
): Filter[] {
  const others = filters.filter((filter) => filter.dimension !== dimension);
  if (values.length === 0) return others;
  const at = filters.findIndex((filter) => filter.dimension === dimension);
  return others.toSpliced(at < 0 ? others.length : at, 0, { dimension, values: [...values] });
}

/** Filters of a row on top of the page's: the row's own wins where both name a dimension. */
export function mergeFilters(...layers: readonly (readonly Filter[])[]): Filter[] {
  return layers.flat().reduce<Filter[]>((merged, filter) => withFilter(merged, filter.dimension, filter.values), []);
}

/** Equal for filters that select the same rows, whatever their order. */
export const filtersKey = (filters: readonly Filter[]): string => filters.map(writeFilter).sort().join('&');

/** True where both select the same rows, whatever the order. */
export const sameFilters = (a: readonly Filter[], b: readonly Filter[]): boolean => filtersKey(a) === filtersKey(b);
