import type { Facts, PanelProps } from '../panel-kind.ts';
import { definitionOf } from '../panel-kind.ts';
import { prepareBreakdown } from './prepare.ts';
import { splitOf } from './questions.ts';

/** Every slice that has a rate. */
export function breakdownFacts({ spec, answers, context }: PanelProps<'BreakdownSpec'>): Facts {
  const state = prepareBreakdown(spec, answers);
  const definition = definitionOf(context.catalogue, spec.metric);
  const split = splitOf(spec, context.asked);
  const dimension = (definition?.dimensions.find(({ id }) => id === split)?.title ?? split).toLowerCase();
  const rows = state.kind === 'ready' ? state.model.rows.filter(({ value }) => value !== null) : [];
  const facts = rows.map(({ title, isTotal, address, number }) => {
    const metric = definition?.title ?? spec.metric;
    return { subject: isTotal ? `${metric} as a whole` : `${metric} on ${title}`, isTotal, address, number };
  });
  return {
    noun: [dimension, `${dimension}s`],
    facts: facts.filter(({ isTotal }) => !isTotal),
    whole: facts.find(({ isTotal }) => isTotal) ?? null,
  };
}
