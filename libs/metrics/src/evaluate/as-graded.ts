import type { DayRange } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { LabelTerms } from '../output/label-terms.ts';
import type { Evaluated } from './number.ts';

/** Code of what is said where labels that were given first stand in. */
const asGraded = 'as_graded';

const withCaveat = ({ estimate, evidence }: Evaluated, code: string, count: number): Evaluated => ({
  estimate: { ...estimate, caveats: [...estimate.caveats, { code, count }] },
  evidence,
});

/** Says of a number that its period was graded again only in part, and of how many outputs; of nothing it says nothing. */
export function withLabels(
  metric: MetricDefinition,
  {
    labels,
    environment,
    days,
  }: { readonly labels: LabelTerms; readonly environment: string | null; readonly days: DayRange },
  evaluated: Evaluated,
): Evaluated {
  const { denominator, caveats } = evaluated.estimate;
  if (denominator === 0 && caveats.length === 0) return evaluated;
  const own = labels.fallbacks.filter(
    (each) =>
      metric.graded?.includes(each.criterion) === true &&
      each.environment === environment &&
      each.days.from < days.to &&
      days.from < each.days.to,
  );
  const regraded = Math.max(0, ...own.map((each) => each.regraded));
  return regraded === 0 ? evaluated : withCaveat(evaluated, asGraded, regraded);
}

/** Says so where a number is compared with one of labels of another kind. */
export function besideLabels(current: Evaluated, compared: Evaluated): Evaluated {
  const [own, other] = [current, compared].map(({ estimate }) =>
    estimate.caveats.find(({ code }) => code === asGraded),
  );
  if (own || !other || other.count === null) return current;
  return withCaveat(current, 'compared_as_graded', other.count);
}
