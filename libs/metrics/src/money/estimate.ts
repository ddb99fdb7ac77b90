import type { Money, PartEstimate, Status } from '@assay/contract';
import type { MetricOf } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { Decimal } from './decimal.ts';
import type { MoneyGroup, MoneyParts } from './read.ts';
import { isCostWhole } from './cost-reach.ts';
import { countedMoney } from './counted.ts';
import { decimal, moneyText, zero } from './decimal.ts';

const one = decimal(1);

/** The kinds of rows together, or one of them. */
const sumOf = ({ sums }: MoneyGroup, id: string | null): Decimal =>
  id === null ? Object.values(sums).reduce((a, b) => a.plus(b), zero) : (sums[id] ?? zero);

/** Divided last: what is divided is rounded, and a rate times it may come to rest on the wrong side of a half. */
const dealt = (group: MoneyGroup, { id, rate }: { readonly id: string | null; readonly rate: Decimal }): Decimal =>
  group.down.isZero() ? zero : sumOf(group, id).times(group.up).times(rate).div(group.down);

/** Converted line by line, which groups of one rate and divisor come to. */
export function convertedSum(groups: readonly MoneyGroup[], id: string | null = null): Decimal {
  return groups.reduce((sum, group) => (group.rate ? sum.plus(dealt(group, { id, rate: group.rate })) : sum), zero);
}

/** Amounts that have no rate, by currency. */
export function unconvertedSums(groups: readonly MoneyGroup[]): Money['unconverted'] {
  const byCurrency = Map.groupBy(
    groups.filter(({ rate }) => rate === null),
    ({ currency }) => currency ?? '',
  );
  return [...byCurrency]
    .map(([currency, own]) => ({
      currency,
      amount: own.reduce((sum, group) => sum.plus(dealt(group, { id: null, rate: one })), zero),
    }))
    .filter(({ amount }) => !amount.isZero())
    .map(({ currency, amount }) => ({ currency: currency === '' ? 'unknown' : currency, amount: moneyText(amount) }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** Kinds of rows as money; null where it is not known. */
function kindsOf(
  metric: MetricOf<'spread_money'>,
  { groups, counts }: MoneyParts,
  isKnown: boolean,
): Readonly<Record<string, PartEstimate>> {
  const parts = Object.keys(metric.counts).map((id): readonly [string, PartEstimate] => {
    const sum = convertedSum(groups, id);
    const amount = { numerator: Number(moneyText(sum)), rows: counts[id] ?? 0, lower: null, upper: null };
    return [id, { ...amount, value: isKnown ? amount.numerator : null, money: isKnown ? moneyText(sum) : null }];
  });
  return Object.fromEntries(parts);
}

/** Without any row a period cost nothing where all its cost is known; where it is not, or no row has a rate, nothing is known. */
function statusOf({ rows, noted, reach }: MoneyParts, unconverted: Money['unconverted']): Status {
  if (rows === 0 && !isCostWhole(reach)) return 'no_data';
  return unconverted.length === 0 || (noted['unconverted'] ?? 0) < rows ? 'ok' : 'undefined';
}

/** What a period cost, as far as that is known. */
export function spendOf(metric: MetricOf<'spread_money'>, parts: MoneyParts, context: EstimateContext): Evaluated {
  const { rows, groups } = parts;
  const unconverted = unconvertedSums(groups);
  const status = statusOf(parts, unconverted);
  const text = moneyText(convertedSum(groups));
  return countedMoney(
    metric,
    { parts, context },
    {
      value: status === 'ok' ? text : null,
      numerator: text,
      numeratorRows: rows,
      denominator: rows,
      unconverted,
      parts: kindsOf(metric, parts, status === 'ok'),
      status,
    },
  );
}
