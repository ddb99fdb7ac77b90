import { lowerFirst } from '../../words.ts';
import type { Facts, PanelProps } from '../panel-kind.ts';
import { definitionOf } from '../panel-kind.ts';
import type { TaxonomyBranch } from './prepare.ts';
import { prepareTaxonomy } from './prepare.ts';

const leavesOf = ({ row, below }: TaxonomyBranch): readonly TaxonomyBranch['row'][] =>
  below.length === 0 ? [row] : below.flatMap(leavesOf);

/** The lowest values that have a rate: what stands above them changes because they do. */
export function taxonomyFacts({ spec, answers, context }: PanelProps<'TaxonomySpec'>): Facts {
  const state = prepareTaxonomy(spec, answers);
  const definition = definitionOf(context.catalogue, spec.metric);
  const dimension = (definition?.dimensions.find(({ id }) => id === spec.by)?.title ?? spec.by).toLowerCase();
  const metric = definition?.title ?? spec.metric;
  const { branches, whole } = state.kind === 'ready' ? state.model : { branches: [], whole: null };
  const leaves = branches.flatMap(leavesOf).filter(({ value }) => value !== null);
  return {
    noun: [dimension, `${dimension}s`],
    facts: leaves.map(({ title, address, number }) => ({
      subject: `${metric} by ${lowerFirst(title)}`,
      address,
      number,
    })),
    whole:
      whole && whole.value !== null
        ? { subject: `${metric} as a whole`, address: whole.address, number: whole.number }
        : null,
  };
}
