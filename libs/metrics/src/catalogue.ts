import type { MetricCard, PartCard, Target } from '@assay/contract';
import type { FigureDefinition, MetricDefinition, MinimumId } from './definition.ts';
import { minimums } from './definition.ts';
import { dimensionOf } from './dimensions.ts';
import { factOf } from './facts.ts';
import { splitsOf } from './plan/question.ts';

/** Kinds of rows, and figures of their own, that are shown beside the value. */
function partsOf(metric: MetricDefinition): readonly PartCard[] {
  const figures: Readonly<Record<string, FigureDefinition>> = {
    ...('figures' in metric ? metric.figures : {}),
    ...('means' in metric ? metric.means : {}),
  };
  const counts: Readonly<Record<string, { readonly title: string }>> = metric.counts;
  return [
    ...Object.entries(counts).map(([id, { title }]) => ({ id, title })),
    ...Object.entries(figures).map(([id, { title, unit }]) => ({ id, title, unit })),
  ];
}

const textOf = (id: MinimumId): string => `${id}: ${minimums[id].says}`;

function minimumText({ minimum, minimumIn }: MetricDefinition): string {
  if (minimumIn === undefined) return textOf(minimum);
  const where = `${dimensionOf(minimumIn.dimension).title.toLowerCase()} ${minimumIn.value}`;
  return `${textOf(minimum)}; of ${where} ${textOf(minimumIn.minimum)}`;
}

/** The catalogue's page on a metric; nothing in it is written a second time. */
export function cardOf(metric: MetricDefinition, target: Target | null): MetricCard {
  const { table } = factOf(metric.fact);
  return {
    id: metric.id,
    title: metric.title,
    unit: metric.unit,
    good: metric.good,
    owner: metric.owner,
    fact: table,
    serves: metric.serves,
    what: metric.what,
    formula: metric.formula,
    leftOut: metric.leftOut.map(({ rule, says }) => ({ code: rule, rule: says })),
    interval: 'interval' in metric ? metric.interval : null,
    minimum: minimumText(metric),
    dimensions: splitsOf(metric)
      .map(dimensionOf)
      .map(({ id, title }) => ({ id, title })),
    parts: partsOf(metric),
    spreadsOver: metric.spreadsOver ?? null,
    companions: metric.companions ?? [],
    target,
  };
}
