import type { BucketGrain, DayRange, EarlierTime, Grain, Target } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { TargetLookup } from '../evaluate/target.ts';
import type { Known } from './known.ts';
import type { Question, Resolved } from './question.ts';
import { AssayError, quarterOffset } from '@assay/contract';
import { factOf } from '../facts.ts';
import { earlierRange } from '../time/range.ts';
import { resolveRequest } from './question.ts';
import { withTops } from './ranking.ts';
import { trendGrain, trendRange } from './trend-periods.ts';

/** What a target looks at beside the number that it judges. */
export type Role = 'trend' | 'earlier' | 'other';

/** Numbers that nobody asked for, which the target of a metric of a request looks at. */
export interface Beside {
  readonly of: Resolved;
  /** The metric that is judged. */
  readonly metric: string;
  /** The metric that is asked for. */
  readonly asks: string;
  readonly role: Role;
  /** The earlier time that is asked for; null where it is none. */
  readonly when: EarlierTime | null;
  readonly resolved: Resolved;
}

interface Wanted {
  readonly role: Role;
  readonly asks: string;
  readonly when: EarlierTime | null;
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
function asked({ request, current }: Resolved, { asks, grain, range }: Wanted, known: Known): Resolved | null {
  const days = { kind: 'days', days: range } as const;
  try {
    const found = resolveRequest({ ...request, metrics: [asks], grain, range: days, compare: null }, known);
    return found.kind === 'resolved' ? withTops(found.resolved, current.tops) : null;
  } catch (error) {
    if (error instanceof AssayError) return null;
    throw error;
  }
}

const plainGrain = (grain: BucketGrain): Grain => (quarterOffset(grain) === null ? (grain as Grain) : 'quarter');

/** A metric at an earlier time, and the other that the target holds with, now and then. */
function earlier(current: Question, metric: string, { ofEarlier, notWorse }: Target): readonly Wanted[] {
  if (!ofEarlier) return [];
  const { when } = ofEarlier;
  const [grain, range] = [plainGrain(current.grain), earlierRange(current.range, when)];
  const own: Wanted = { role: 'earlier', asks: metric, when, grain, range };
  if (!notWorse) return [own];
  const other = { role: 'other', asks: notWorse.metric, grain } as const;
  return [own, { ...other, when: null, range: current.range }, { ...other, when, range }];
}

function wantedBy(current: Question, metric: MetricDefinition, { known, targets }: BesideContext): readonly Wanted[] {
  const among = targets.among({ metric: metric.id, dimensions: pinned(current, metric) });
  const trend = among.some((target) => target.trend) ? trendRange(current, metric, known) : null;
  const grain = plainGrain(trendGrain(current));
  const wanted: readonly Wanted[] = [
    ...(trend ? [{ role: 'trend', asks: metric.id, when: null, grain, range: trend } as const] : []),
    ...among.flatMap((target) => earlier(current, metric.id, target)),
  ];
  return [...new Map(wanted.map((each) => [JSON.stringify([each.role, each.asks, each.when]), each])).values()];
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
      const { role, asks, when } = wanted;
      return resolved ? [{ of: item, metric: metric.id, asks, role, when, resolved }] : [];
    }),
  );
}
