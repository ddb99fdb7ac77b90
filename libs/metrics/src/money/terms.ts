import type { MoneyBasis, RequestParams } from '@assay/contract';
import type { Known } from '../plan/known.ts';
import { AssayError } from '@assay/contract';

/** How money is put into days, and the currency it is reported in. */
export interface MoneyTerms {
  readonly basis: MoneyBasis;
  readonly currency: string;
}

/** Where neither a request nor the workspace names one and nothing was ever billed. */
const otherwise = 'EUR';

/** What a request means: its own currency, else the workspace's, else the one that most lines are in. */
export function moneyTerms(
  { moneyBasis, currency }: RequestParams,
  known: Pick<Known, 'currency' | 'members'>,
): MoneyTerms {
  const most = known.members.get('currency')?.find(({ value }) => value !== null)?.value;
  const chosen = currency ?? known.currency ?? most ?? otherwise;
  if (!/^[A-Z]{3}$/.test(chosen)) {
    throw new AssayError('PARAM_INVALID', `"${chosen}" is not a currency.`, {
      hint: 'Give its ISO 4217 code in capitals, as EUR or USD.',
    });
  }
  return { basis: moneyBasis ?? 'service', currency: chosen };
}
