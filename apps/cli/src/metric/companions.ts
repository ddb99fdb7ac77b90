import type { MetricCard, PanelAnswer, PanelRequest, ReadyAnswer } from '@assay/contract';

/** What stands beside the metrics asked for. */
export interface Beside {
  readonly answer: ReadyAnswer;
  /** Companions of a metric that have numbers, without those that were asked for themselves. */
  readonly of: (card: MetricCard) => readonly MetricCard[];
}

/**
 * The same question of the companions of its metrics; null where they have none. Nothing is compared, so that what was
 * asked is adjusted for no other looks than its own.
 */
export function besideRequest(request: PanelRequest, catalogue: readonly MetricCard[]): PanelRequest | null {
  const asked = catalogue.filter(({ id }) => request.metrics.includes(id));
  const metrics = new Set(asked.flatMap(({ companions }) => companions));
  for (const id of request.metrics) metrics.delete(id);
  return metrics.size === 0 ? null : { ...request, metrics: [...metrics], compare: null };
}

/** A companion that has no number, or that may not be seen, is left aside: nobody asked for it. */
export function besideOf(answer: PanelAnswer | undefined, catalogue: readonly MetricCard[]): Beside | null {
  if (answer?.kind !== 'ready') return null;
  const answered = new Set(answer.estimates.map(({ metric }) => metric));
  return {
    answer,
    of: ({ companions }) => catalogue.filter(({ id }) => companions.includes(id) && answered.has(id)),
  };
}
