import type { TableName } from '@assay/model';
import type { RelationScope } from '../fact.ts';
import type { InstantBounds } from './bounds.ts';
import type { Known } from './known.ts';
import { everything } from './span.ts';

/** Key of a measured reach: a table and a date in it. */
export const reachKey = (table: TableName, date: string): string => `${table}.${date}`;

/**
 * Bounds on a partition column that lose no row whose dates lie in `bounds`: a row lies in its partition at most so long
 * before a date as was ever seen (model.md 1). Where that was never measured the whole table is read.
 */
export function reachingBack(
  bounds: InstantBounds,
  { reach, today }: Pick<Known, 'reach' | 'today'>,
): RelationScope['reaching'] {
  return (table, dates) => {
    const seconds = dates.map((date) => reach.get(reachKey(table, date)));
    if (seconds.some((each) => each === undefined)) return { ...everything(today), to: bounds.to };
    const longest = Math.max(0, ...seconds.flatMap((each) => each ?? []));
    return { from: new Date(Date.parse(bounds.from) - longest * 1000).toISOString(), to: bounds.to };
  };
}
