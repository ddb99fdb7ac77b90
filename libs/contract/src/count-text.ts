const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** A count with thousands parted: 12,411; weighted counts with one decimal: 9,921.1. */
export function countText(count: number): string {
  return grouped.format(count);
}

/** `row` of one, `rows` of any other number, none included. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many;
}

/** `1 row`, `4,211 rows`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${plural(count, one, many)}`;
}

/** `12 items that were sent back`; words in the plural that go on stand before a single one: `items that were sent back: 1`. */
export function countedText(count: number, what: string): string {
  return count === 1 ? `${what}: 1` : `${countText(count)} ${what}`;
}
