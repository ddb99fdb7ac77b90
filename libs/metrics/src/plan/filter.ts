import type { DimensionFilter, DimensionMember } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { Known } from './known.ts';
import { didYouMean } from '@assay/contract';
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

/** Each filter with those of its values that the data has. */
export function foundValues(requested: readonly DimensionFilter[], known: Known): readonly DimensionFilter[] {
  return requested.map(({ dimension, values }) => {
    const members = known.members.get(dimension) ?? [];
    return { dimension, values: values.filter((wanted) => matching(members, wanted).length > 0) };
  });
}

/** What a filter names that the data does not have. Rows without a value beside others are asked for in case there are any. */
function unknownOf({ values }: DimensionFilter, found: DimensionFilter): DimensionFilter['values'] {
  const unknown = values.filter((wanted) => !found.values.includes(wanted));
  return found.values.length === 0 ? unknown : unknown.filter((wanted) => wanted !== null);
}

function withoutRows(
  dimension: string,
  unknown: DimensionFilter['values'],
  members: readonly DimensionMember[],
): Extract<ResolvedFilters, { readonly kind: 'unknown' }> {
  const named = unknown.map((wanted) => (wanted === null ? 'not known' : `"${wanted}"`)).join(' or ') || 'of no name';
  const message = `No rows with ${dimensionOf(dimension).title.toLowerCase()} ${named}.`;
  if (members.length === 0) return { kind: 'unknown', message, hint: 'No rows that have it have been loaded yet.' };
  const names = [...new Set(members.flatMap(({ value, label }) => (value === null ? [] : [value, label])))];
  const near = unknown.flatMap((wanted) => (wanted === null ? [] : (didYouMean(wanted, names) ?? [])));
  const there = members.slice(0, 12).map((member) => member.value ?? 'not known');
  return { kind: 'unknown', message, hint: [...near.slice(0, 1), `There are: ${there.join(', ')}.`].join(' ') };
}

/**
 * Values may be ids or labels; an id wins over an equal label. One that the data does not have is said, beside others as
 * well as alone: numbers of the others would look like an answer.
 */
export function resolveFilters(requested: readonly DimensionFilter[], known: Known): ResolvedFilters {
  const filters: Filter[] = [];
  for (const [at, found] of foundValues(requested, known).entries()) {
    const { dimension } = found;
    const members = known.members.get(dimension) ?? [];
    const unknown = unknownOf(requested[at] ?? found, found);
    if (unknown.length > 0 || found.values.length === 0) return withoutRows(dimension, unknown, members);
    filters.push({ dimension, values: [...new Set(found.values.flatMap((wanted) => matching(members, wanted)))] });
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
