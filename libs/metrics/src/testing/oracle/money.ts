import type { Day, Money } from '@assay/contract';
import type { World } from './world.ts';
import { Fraction } from './fraction.ts';
import { inForce } from './world.ts';

/** An amount in some currency, and where it is converted. */
export interface Amount {
  readonly amount: Fraction;
  readonly currency: string | null;
  /** Null where there is no rate for its month: then it is never part of a total (E6). */
  readonly rate: Fraction | null;
}

/** The rate of a month, of money in the reporting currency 1. */
export function rateOf(
  world: World,
  terms: { readonly currency: string | null; readonly into: string; readonly day: Day; readonly type: string },
): Fraction | null {
  if (terms.currency === terms.into) return Fraction.of(1);
  const month = `${terms.day.slice(0, 7)}-01`;
  const found = world.ref_fx_rate
    .filter(inForce)
    .find(
      ({ from_currency, to_currency, rate_type, rate_date }) =>
        from_currency === terms.currency &&
        to_currency === terms.into &&
        rate_type === terms.type &&
        rate_date === month,
    );
  const rate = found?.rate ?? null;
  return rate === null ? null : Fraction.of(rate);
}

export const converted = (amounts: readonly Amount[]): Fraction =>
  Fraction.sum(amounts.flatMap(({ amount, rate }) => (rate === null ? [] : [amount.times(rate)])));

/** What has no rate, by currency. */
export function unconverted(amounts: readonly Amount[]): Money['unconverted'] {
  const own = Map.groupBy(
    amounts.filter(({ rate }) => rate === null),
    ({ currency }) => currency ?? 'unknown',
  );
  return [...own]
    .map(([currency, all]) => ({ currency, sum: Fraction.sum(all.map(({ amount }) => amount)) }))
    .filter(({ sum }) => !sum.isZero)
    .map(({ currency, sum }) => ({ currency, amount: sum.money }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
