import type { DimensionFilter, DimensionMember } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { Known } from './known.ts';
import { sql } from 'kysely';
import { or, value } from '../dialect.ts';
import { dimensionColumn, dimensionOf } from '../dimensions.ts';
import { realValue } from './shown-value.ts';

/** A filter whose values are ids that the data has, under the names that they are told under. */
export interface Filter {
  readonly dimension: string;
  readonly values: readonly (string | null)[];
  /** Any but these. */
  readonly isOther?: true;
}

export type ResolvedFilters =
  | { readonly kind: 'filters'; readonly filters: readonly Filter[] }
  | { readonly kind: 'unknown'; readonly message: string; readonly hint: string };

function matching(members: readonly DimensionMember[], wanted: string | null): readonly (string | null)[] {
  const byId = members.filter((member) => member.value === wanted);
  const found = byId.length > 0 ? byId : members.filter((member) => wanted !== null && member.label === wanted);
  return found.map((member) => member.value);
}

/** Values may be ids or labels; an id wins over an equal label. A filter none of whose values exist matches nothing. */
export function resolveFilters(requested: readonly DimensionFilter[], known: Known): ResolvedFilters {
  const filters: Filter[] = [];
  for (const { dimension, values } of requested) {
    const { title } = dimensionOf(dimension);
    const members = known.members.get(dimension) ?? [];
    const ids = values.flatMap((wanted) => matching(members, wanted));
    if (ids.length === 0) {
      const named = values.map((wanted) => (wanted === null ? 'not known' : `"${wanted}"`)).join(' or ');
      const there = members.slice(0, 12).map((member) => member.value ?? 'not known');
      return {
        kind: 'unknown',
        message: `No rows with ${title.toLowerCase()} ${named}.`,
        hint: there.length === 0 ? 'No rows that have it have been loaded yet.' : `There are: ${there.join(', ')}.`,
      };
    }
    filters.push({ dimension, values: [...new Set(ids)] });
  }
  return { kind: 'filters', filters };
}

/** Whether a row has one of some values; null where it has none of them, or none at all. */
export function isOneOf(dimension: string, values: readonly (string | null)[]): RawBuilder<boolean> {
  const column = sql.ref(dimensionColumn(dimension));
  const texts = values.filter((item) => item !== null).map(realValue);
  const equal = texts.length > 0 ? [sql`${column} in (${sql.join(texts.map((text) => value('str', text)))})`] : [];
  return or(...equal, ...(values.includes(null) ? [sql`${column} is null`] : []));
}

/** The filter over the columns of a fact's relation. */
export function filterCondition({ dimension, values, isOther }: Filter): RawBuilder<boolean> {
  const named = isOneOf(dimension, values);
  return isOther ? sql`case when ${named} then false else true end` : named;
}
