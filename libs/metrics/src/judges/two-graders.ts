import type { FigureDefinition, RowsDefinition } from '../definition.ts';
import type { FactId } from '../facts.ts';

/** The kinds of rows that a table of two graders of yes and no has. */
export const agreements = ['found', 'passed', 'false_alarm', 'missed'] as const;

/** How far one grader says the same as another: Cohen's kappa, with what belongs beside it. */
export interface TwoGradersDefinition<
  Fact extends FactId = FactId,
  CountId extends string = string,
> extends RowsDefinition<Fact, CountId> {
  readonly kind: 'two_graders';
  readonly interval: 'cohen_kappa';
  /** The kinds in which both say the same. */
  readonly value: readonly NoInfer<CountId>[];
  readonly figures: Readonly<Record<'accuracy' | 'gwet_ac', FigureDefinition>>;
}

export function twoGraders<const Id extends string, Fact extends FactId>(
  definition: Omit<TwoGradersDefinition<Fact, (typeof agreements)[number]>, 'kind' | 'id'> & { readonly id: Id },
): TwoGradersDefinition<Fact, (typeof agreements)[number]> & { readonly id: Id } {
  return { kind: 'two_graders', ...definition };
}
