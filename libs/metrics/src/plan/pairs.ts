import type { Result, Statement } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { SlotCells } from '../evaluate/cell.ts';
import type { FactId } from '../facts.ts';
import type { PairParts } from '../pairs/parts.ts';
import type { ResolvedPart } from './plan.ts';
import type { Layout } from './slot.ts';
import type { StatementScope } from './statement-scope.ts';
import { pairPatterns } from '../pairs/statement.ts';
import { layOut } from './slot.ts';

/** What two sides of a comparison say of the same cases. */
export interface PairsStatement {
  readonly statement: Statement;
  readonly layout: Layout;
  readonly read: (result: Result) => SlotCells<PairParts>;
}

const isPaired = ({ of: { request } }: ResolvedPart): boolean =>
  request.compare?.kind === 'value' && request.compare.paired === true;

/** The questions that are compared case by case, as one statement of their own; null where none is. */
export function countPairs(
  fact: FactId,
  parts: readonly ResolvedPart[],
  scope: StatementScope,
): { readonly layout: Layout; readonly query: RawBuilder<unknown> } | null {
  const sides = parts.filter(isPaired).flatMap(({ current, baseline }) => (baseline ? [{ current, baseline }] : []));
  if (sides.length === 0) return null;
  const layout = layOut(
    fact,
    sides.flatMap(({ current, baseline }) => [current, baseline]),
  );
  const slots = sides.map(({ current, baseline }) => ({
    current: layout.slotOf.get(current) as number,
    compared: layout.slotOf.get(baseline) as number,
  }));
  const different = new Map(slots.map((pair) => [`${pair.current}/${pair.compared}`, pair]));
  const query = pairPatterns(layout, [...different.values()], scope);
  return query && { layout, query };
}
