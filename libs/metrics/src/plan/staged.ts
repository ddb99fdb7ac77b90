import type { RawBuilder } from 'kysely';
import type { Layout } from './slot.ts';
import type { NamedQuery } from './with-queries.ts';
import { sql } from 'kysely';
import { withQueries } from './with-queries.ts';

/**
 * A statement in two stages: sums of rows in the smallest cells that slots are made of, which hang on no period or filter,
 * and what becomes of them in the slots of a layout.
 */
export interface Staged {
  /** What is read: the layout of the statement, or a longer one. */
  readonly layout: Layout;
  /** The first stage, over the days of a layout that has the same dimensions and metrics. */
  readonly sums: (layout: Layout) => readonly NamedQuery[];
  /** What of the first stage the second one reads. */
  readonly read: readonly string[];
  /** Those of `read` whose rows lie in one cell each, so that a slot needs only those of its own cells. */
  readonly byCell?: readonly string[];
  readonly slots: readonly NamedQuery[];
  readonly answer: RawBuilder<unknown>;
}

/** Both stages in one statement. */
export function wholeStatement({ layout, sums, slots, answer }: Staged): RawBuilder<unknown> {
  return sql`${withQueries([...sums(layout), ...slots])}${answer}`;
}
