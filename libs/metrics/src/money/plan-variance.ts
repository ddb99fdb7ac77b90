import type { PartEstimate, Status } from '@assay/contract';
import type { MetricOf } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { Decimal } from './decimal.ts';
import type { MoneyGroup, MoneyParts } from './read.ts';
import { countedMoney } from './counted.ts';
import { moneyText, zero } from './decimal.ts';
import { convertedSum, unconvertedSums } from './estimate.ts';

type Metric = MetricOf<'plan_variance'>;

/** What was spent, or what was planned. */
interface Side {
  readonly amount: Decimal;
  readonly rows: number;
  /** False where nothing of it has an exchange rate: that is not known, and not 0. */
  readonly isKnown: boolean;
}

/** Amounts of a plan taken off, so that sums of all kinds are the difference. */
function withoutPlan({ plan }: Metric, groups: readonly MoneyGroup[]): readonly MoneyGroup[] {
  return groups.map((group) => ({
    ...group,
    sums: Object.fromEntries(
      Object.entries(group.sums).map(([id, sum]) => [id, id === plan ? zero.minus(sum) : sum] as const),
    ),
  }));
}

const total = (counts: Readonly<Record<string, number>>, ids: readonly string[]): number =>
  ids.reduce((sum, id) => sum + (counts[id] ?? 0), 0);

function sideOf({ groups, counts, noted }: MoneyParts, ids: readonly string[], note: string): Side {
  const amount = ids.reduce((sum, id) => sum.plus(convertedSum(groups, id)), zero);
  const rows = total(counts, ids);
  const unconverted = noted[note] ?? 0;
  return { amount, rows, isKnown: unconverted === 0 || unconverted < rows };
}

/** An amount as a part; null where it is not known. */
function partOf({ amount, rows }: Side, isKnown: boolean): PartEstimate {
  const numerator = Number(moneyText(amount));
  const value = isKnown ? { value: numerator, money: moneyText(amount) } : { value: null, money: null };
  return { numerator, rows, lower: null, upper: null, ...value };
}

/** Of a budget of 0 there is no part: then only the amount says something. */
function share(difference: Decimal, budget: Decimal): number | null {
  return budget.isPositive() && !budget.isZero() ? difference.div(budget).toNumber() : null;
}

function statusOf(rows: number, isCompared: boolean): Status {
  if (rows === 0) return 'no_data';
  return isCompared ? 'ok' : 'undefined';
}

/** Both sides and their difference, which is null where one of them is not known, or nothing was planned. */
function compared(metric: Metric, parts: MoneyParts) {
  const others = Object.keys(metric.counts).filter((id) => id !== metric.plan);
  const actual = sideOf(parts, others, 'unconverted');
  const budget = sideOf(parts, [metric.plan], 'unconverted_budget');
  const isKnown = budget.rows > 0 && actual.isKnown && budget.isKnown;
  return { actual, budget, difference: isKnown ? actual.amount.minus(budget.amount) : null };
}

function partsOf({ plan }: Metric, { actual, budget, difference }: ReturnType<typeof compared>, rows: number) {
  const percent = difference && share(difference, budget.amount);
  return {
    actual: partOf(actual, actual.isKnown && rows > 0),
    [plan]: partOf(budget, budget.isKnown && budget.rows > 0),
    percent: { numerator: 0, rows: 0, value: percent, lower: null, upper: null },
  };
}

/** What was spent less what was planned. Without any plan for it nothing is compared, which is not a plan of 0. */
export function varianceOf(metric: Metric, parts: MoneyParts, context: EstimateContext): Evaluated {
  const sides = compared(metric, parts);
  const { actual, budget, difference } = sides;
  const { rows } = parts;
  return countedMoney(
    metric,
    { parts, context },
    {
      value: difference && moneyText(difference),
      numerator: moneyText(actual.amount),
      numeratorRows: actual.rows,
      denominator: Number(moneyText(budget.amount)),
      unconverted: unconvertedSums(withoutPlan(metric, parts.groups)),
      parts: partsOf(metric, sides, rows),
      status: statusOf(rows, difference !== null),
      besides: rows > 0 && budget.rows === 0 ? [{ code: 'no_budget', count: null }] : [],
    },
  );
}
