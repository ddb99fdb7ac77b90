import type { Cell, DimensionFilter, DimensionMember, PanelRequest } from '@assay/contract';
import type { AnswerParts } from '../answer.ts';
import type { Asker } from '../workspace.ts';
import type { Mask } from './mask.ts';
import { AssayError, otherMember } from '@assay/contract';
import { dimensionOf, dimensionsOf } from '@assay/metrics';

/** One dimension whose members a viewer knows under pseudonyms. */
interface Masked {
  readonly mask: Mask;
  /** Those that the data has. */
  readonly members: readonly DimensionMember[];
}

/** By dimension; empty where the viewer may know every name. */
export type Masks = ReadonlyMap<string, Masked>;

export async function masksOf(request: PanelRequest, asker: Asker, parts: AnswerParts): Promise<Masks> {
  const masks = new Map<string, Masked>();
  for (const dimension of dimensionsOf(request)) {
    const mask = await parts.access.maskOf(dimension, asker);
    if (!mask) continue;
    masks.set(dimension, { mask, members: await parts.knowledge.at(request.asOf).members(dimension, asker) });
  }
  return masks;
}

/** The real ids of what is meant. What is unknown is said in the viewer's own words: no hint may tell a name. */
function realValues({ dimension, values }: DimensionFilter, { mask, members }: Masked): readonly (string | null)[] {
  const known = values.flatMap((value) => (value === null ? [null] : (mask.real(value, members) ?? [])));
  if (known.length === values.length) return known;
  const there = members.slice(0, 12).map((member) => (member.value === null ? 'not known' : mask.label(member)));
  throw new AssayError('PARAM_INVALID', `There is no such ${dimensionOf(dimension).title.toLowerCase()}.`, {
    hint: there.length === 0 ? 'The data names none.' : `There are: ${there.join(', ')}.`,
  });
}

function unmaskFilter(filter: DimensionFilter, masks: Masks): DimensionFilter {
  const masked = masks.get(filter.dimension);
  return masked ? { ...filter, values: realValues(filter, masked) } : filter;
}

/** The request as the planner takes it. Throws PARAM_INVALID for a member that there is not. */
export function unmaskRequest(request: PanelRequest, masks: Masks): PanelRequest {
  const { compare } = request;
  const masked = compare?.kind === 'value' ? masks.get(compare.dimension) : undefined;
  const where = request.where.map((filter) => unmaskFilter(filter, masks));
  if (compare?.kind !== 'value' || !masked) return { ...request, where };
  const [value] = realValues({ dimension: compare.dimension, values: [compare.value] }, masked);
  return { ...request, where, compare: { ...compare, value: value ?? compare.value } };
}

export function unmaskCell(cell: Cell, masks: Masks): Cell {
  const by = Object.entries(cell.by).map(([dimension, value]) => {
    if (value === otherMember) return [dimension, value];
    const [real] = unmaskFilter({ dimension, values: [value] }, masks).values;
    return [dimension, real ?? null];
  });
  return { ...cell, by: Object.fromEntries(by) as Cell['by'] };
}

/** A split as the viewer knows it. */
export function maskedBy(by: Cell['by'], masks: Masks): Cell['by'] {
  if (masks.size === 0) return by;
  const entries = Object.entries(by).map(([dimension, value]) => [
    dimension,
    value === otherMember ? value : (masks.get(dimension)?.mask.value(value) ?? (masks.has(dimension) ? null : value)),
  ]);
  return Object.fromEntries(entries) as Cell['by'];
}
