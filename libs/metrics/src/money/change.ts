import type { Change, ChangeMoney, Estimate } from '@assay/contract';
import { decimal, moneyText, textOfFloat } from './decimal.ts';

/** What a change of two amounts is in decimals: the difference is theirs, not that of their floats. */
export function moneyOfChange(
  { current, compared }: Readonly<Record<'current' | 'compared', Pick<Estimate, 'money'>>>,
  { difference, lower, upper }: Pick<Change, 'difference' | 'lower' | 'upper'>,
): { readonly money?: ChangeMoney } {
  if (!current.money || !compared.money) return {};
  const [value, before] = [current.money.value, compared.money.value];
  const isKnown = difference !== null && value !== null && before !== null;
  return {
    money: {
      comparedValue: before,
      difference: isKnown ? moneyText(decimal(value).minus(decimal(before))) : null,
      lower: textOfFloat(lower),
      upper: textOfFloat(upper),
    },
  };
}
