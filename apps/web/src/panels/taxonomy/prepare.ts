import type { PanelReady, SpecOf } from '../../gql/types.ts';
import type { BreakdownModel, BreakdownRowModel } from '../breakdown/prepare.ts';
import { prepareBreakdown } from '../breakdown/prepare.ts';
import type { Sort } from '../breakdown/sort.ts';
import { compareBy, sortKeys } from '../breakdown/sort.ts';
import type { PanelState } from '../panel-state.ts';
import { readyOf } from '../panel-state.ts';
import type { Answers } from '../question.ts';

type Spec = SpecOf<'TaxonomySpec'>;

export interface TaxonomyModel extends Omit<BreakdownModel, 'rows'> {
  /** All values together; null while that number is not there. */
  readonly whole: BreakdownRowModel | null;
  /** What stands at the top of the tree. */
  readonly branches: readonly TaxonomyBranch[];
  readonly hasShares: boolean;
  /** Whether what the whole is made of changed at all, in words; null where nothing is compared. */
  readonly together: string | null;
}

/** A value with what is below it, in the order of the answer. */
export interface TaxonomyBranch {
  readonly value: string;
  readonly row: BreakdownRowModel;
  readonly below: readonly TaxonomyBranch[];
}

export function prepareTaxonomy(spec: Spec, answers: Answers): PanelState<TaxonomyModel> {
  const state = prepareBreakdown({ id: spec.id, parts: [] }, answers);
  if (state.kind !== 'ready') return state;
  const { rows, ...rest } = state.model;
  const shares = readyOf(answers['shares']);
  const shared = rows.map((row) => ({ ...row, share: shareOf(row, shares) }));
  return {
    kind: 'ready',
    model: {
      ...rest,
      whole: shared.find(({ isTotal }) => isTotal) ?? null,
      branches: branchesOf(
        shared.filter(({ isTotal }) => !isTotal),
        readyOf(answers['slices'])?.branches ?? [],
      ),
      hasShares: shares !== null,
      together: shares?.series.map(({ change }) => change[0]?.modes?.text).find((text) => text !== undefined) ?? null,
    },
  };
}

/** What a value is of the whole, as its own metric says: it is no quotient of rates, which count an output more than once. */
function shareOf({ isTotal, number }: BreakdownRowModel, shares: PanelReady | null): number | null {
  if (shares === null) return null;
  if (isTotal) return number.numerator > 0 ? 1 : null;
  const own = number.by[0]?.value;
  return shares.series.find(({ by }) => by[0]?.value === own)?.value[0] ?? null;
}

/** A value whose own place is not known, or that no row is above, stands at the top. */
function branchesOf(rows: readonly BreakdownRowModel[], edges: PanelReady['branches']): readonly TaxonomyBranch[] {
  const valueOf = (row: BreakdownRowModel): string => row.number.by[0]?.value ?? '';
  const present = new Set(rows.map(valueOf));
  const parents = new Map(edges.map(({ value, parent }) => [value, parent]));
  const above = (value: string): string | null => {
    const seen = new Set([value]);
    let at = parents.get(value) ?? null;
    while (at !== null && !present.has(at) && !seen.has(at)) {
      seen.add(at);
      at = parents.get(at) ?? null;
    }
    return at === null || seen.has(at) ? null : at;
  };
  const byParent = Map.groupBy(rows, (row) => above(valueOf(row)));
  const under = (parent: string | null): readonly TaxonomyBranch[] =>
    (byParent.get(parent) ?? []).map((row) => ({ value: valueOf(row), row, below: under(valueOf(row)) }));
  return under(null);
}

/** A line of the tree as it stands on screen. */
export interface TaxonomyLine {
  readonly branch: TaxonomyBranch;
  /** From 1. */
  readonly level: number;
  /** The value it lies below; null at the top. */
  readonly parent: string | null;
}

/** The lines that are not folded away; what lies below one value is sorted among itself. */
export function linesOf(
  branches: readonly TaxonomyBranch[],
  { sort, folded }: { readonly sort: Sort | null; readonly folded: ReadonlySet<string> },
  { level, parent }: Pick<TaxonomyLine, 'level' | 'parent'> = { level: 1, parent: null },
): readonly TaxonomyLine[] {
  const compare = sort && compareBy(sortKeys[sort.column], sort.falling);
  const ordered = compare ? branches.toSorted((a, b) => compare(a.row, b.row)) : branches;
  return ordered.flatMap((branch) => [
    { branch, level, parent },
    ...(folded.has(branch.value)
      ? []
      : linesOf(branch.below, { sort, folded }, { level: level + 1, parent: branch.value })),
  ]);
}
