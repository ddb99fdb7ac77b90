import type { Caveat, Money, PartEstimate, Status } from '@assay/contract';
import type { MetricOf } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { MoneyParts } from './read.ts';
import { toEstimate } from '../evaluate/number.ts';
import { countCaveats } from '../event-rate/estimate.ts';
import { isCostWhole, reachCaveats } from './cost-reach.ts';

/** What a metric makes of its amounts; texts are exact. */
interface Counted {
  /** Null where it is not known. */
  readonly value: string | null;
  readonly numerator: string;
  readonly numeratorRows: number;
  readonly denominator: number;
  readonly unconverted: Money['unconverted'];
  readonly parts: Readonly<Record<string, PartEstimate>>;
  readonly status: Status;
  readonly besides?: readonly Caveat[];
}

/** An amount that is all counted: it has no interval, and a target judges the amount itself. */
export function countedMoney(
  metric: MetricOf<'spread_money' | 'plan_variance'>,
  { parts, context }: { readonly parts: MoneyParts; readonly context: EstimateContext },
  { value: text, numerator, numeratorRows, denominator, unconverted, besides = [], ...said }: Counted,
): Evaluated {
  const { rows, reach } = parts;
  const none = { lower: null, upper: null };
  // For drawing and for a target; the text beside it is exact.
  const value = text === null ? null : Number(text);
  const estimate = toEstimate(metric, context, {
    ...{ value, ...none, interval: null, n: rows, rows },
    ...{ numerator: Number(numerator), numeratorRows, denominator },
    ...said,
    caveats: [...countCaveats(metric, parts), ...besides, ...reachCaveats(reach, rows)],
    judgedBy: { lower: value, upper: value },
    isPartly: !isCostWhole(reach),
  });
  const money: Money = { currency: context.money.currency, value: text, ...none, numerator, unconverted };
  return { estimate: { ...estimate, money }, evidence: { kind: 'exact' } };
}
