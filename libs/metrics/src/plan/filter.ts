import type { DimensionFilter, DimensionMember } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { Dimension } from '../output/dimensions.ts';
import type { Known } from './known.ts';
import { AssayError } from '@assay/contract';
import { sql } from 'kysely';
import { or, value } from '../dialect.ts';
import { outputDimensions } from '../output/dimensions.ts';
import { dimensionColumn } from '../output/relation.ts';

/** A filter whose values are ids that the data has. */
export interface Filter {
  readonly dimension: string;
  readonly values: readonly (string | null)[];
}

export type ResolvedFilters =
  | { readonly kind: 'filters'; readonly filters: readonly Filter[] }
  | { readonly kind: 'unknown'; readonly message: string; readonly hint: string };

export function dimensionOf(id: string): Dimension {
  if (!Object.hasOwn(outputDimensions, id)) {
    throw new AssayError('DIMENSION_UNKNOWN', `There is no dimension "${id}" for these metrics.`, {
      hint: `Dimensions: ${Object.keys(outputDimensions).join(', ')}.`,
    });
  }
  return outputDimensions[id as keyof typeof outputDimensions];
}

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
        hint: there.length === 0 ? 'No model outputs have been loaded yet.' : `There are: ${there.join(', ')}.`,
      };
    }
    filters.push({ dimension, values: [...new Set(ids)] });
  }
  return { kind: 'filters', filters };
}

/** The filter over the columns of a fact's relation. */
export function filterCondition({ dimension, values }: Filter): RawBuilder<boolean> {
  const column = sql.ref(dimensionColumn(dimension));
  const texts = values.filter((item) => item !== null);
  const equal = texts.length > 0 ? [sql`${column} in (${sql.join(texts.map((text) => value('str', text)))})`] : [];
  return or(...equal, ...(values.includes(null) ? [sql`${column} is null`] : []));
}
