import type { FigureDefinition, RowsDefinition } from '../definition.ts';
import type { FactId } from '../facts.ts';

/** How much better one side does than another on the same cases, relative to the other. */
export interface PairedDeltaDefinition<
  Fact extends FactId = FactId,
  CountId extends string = string,
> extends RowsDefinition<Fact, CountId> {
  readonly kind: 'paired_delta';
  readonly interval: 'paired_ratio';
  /** Codes of what is left out because one side lacks it. */
  readonly missing: readonly string[];
  readonly figures: Readonly<Record<'points' | 'p', FigureDefinition>>;
}

export function pairedDelta<const Id extends string, Fact extends FactId, CountId extends string>(
  definition: Omit<PairedDeltaDefinition<Fact, CountId>, 'kind' | 'id'> & { readonly id: Id },
): PairedDeltaDefinition<Fact, CountId> & { readonly id: Id } {
  return { kind: 'paired_delta', ...definition };
}
