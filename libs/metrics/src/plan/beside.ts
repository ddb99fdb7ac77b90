import type { DayRange, Grain } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { TargetLookup } from '../evaluate/target.ts';
import type { Known } from './known.ts';
import type { Question, Resolved } from './question.ts';
import { AssayError, quarterOffset } from '@assay/contract';
import { factOf } from '../facts.ts';
import { resolveRequest } from './question.ts';
import { withTops } from './ranking.ts';
import { trendGrain, trendRange } from './trend-periods.ts';

/** What a target looks at beside the number that it judges. */
export type Role = 'trend';

/** Numbers that nobody asked for, which the target of a metric of a request looks at. */
export interface Beside {
  readonly of: Resolved;
  /** The metric that is judged. */
  readonly metric: string;
  readonly role: Role;
  readonly resolved: Resolved;
}

interface Wanted {
  readonly role: Role;
  readonly metric: string;
  readonly grain: Grain;
  readonly range: DayRange;
}

/** What numbers of a question may be of one value of: what they are split by or filtered to, and what is never pooled. */
function pinned({ by, where }: Question, metric: MetricDefinition): readonly string[] {
  const { guard } = factOf(metric.fact);
  const filtered = where.filter(({ values }) => values.length === 1).map(({ dimension }) => dimension);
  return [...by, ...filtered, ...(guard === null ? [] : [guard])];
}

/** The same question of other days; null where the data has nothing of them, or the metric cannot be asked so. */
function asked({ request, current }: Resolved, { metric, grain, range }: Wanted, known: Known): Resolved | null {
  const days = { kind: 'days', days: range } as const;
  try {
    const found = resolveRequest({ ...request, metrics: [metric], grain, range: days, compare: null }, known);
    return found.kind === 'resolved' ? withTops(found.resolved, current.tops) : null;
  } catch (error) {
    if (error instanceof AssayError) return null;
    throw error;
  }
}

const plainGrain = (question: Question): Grain => {
  const grain = trendGrain(question);
  return quarterOffset(grain) === null ? (grain as Grain) : 'quarter';
};

function wantedBy(current: Question, metric: MetricDefinition, { known, targets }: BesideContext): readonly Wanted[] {
  const among = targets.among({ metric: metric.id, dimensions: pinned(current, metric) });
  const trend = among.some((target) => target.trend) ? trendRange(current, metric, known) : null;
  return trend ? [{ role: 'trend', metric: metric.id, grain: plainGrain(current), range: trend }] : [];
}

export interface BesideContext {
  readonly known: Known;
  readonly targets: TargetLookup;
}

/** What to ask beside a request so that targets can judge its numbers. Pure; empty for most. */
export function besideOf(item: Resolved, context: BesideContext): readonly Beside[] {
  return item.current.metrics.flatMap((metric) =>
    wantedBy(item.current, metric, context).flatMap((wanted): readonly Beside[] => {
      const resolved = asked(item, wanted, context.known);
      return resolved ? [{ of: item, metric: metric.id, role: wanted.role, resolved }] : [];
    }),
  );
}
