import type { CostScope, MoneyBasis, RequestParams } from '@assay/contract';
import type { Known } from '../plan/known.ts';
import { AssayError } from '@assay/contract';

/** How money is put into days, and the currency it is reported in. */
export interface MoneyTerms {
  readonly basis: MoneyBasis;
  readonly currency: string;
  /** Version of the budget; the one in force where absent. */
  readonly budgetVersion?: string;
  /** What counts as cost of a label; `vendor` where absent. */
  readonly scope?: Exclude<CostScope, 'vendor'>;
}

/** Where neither a request nor the workspace names one and nothing was ever billed. */
const otherwise = 'EUR';

/** A version that is not there would be a budget of nothing. */
function versionOf(asked: string, { budgetVersions: known }: Pick<Known, 'budgetVersions'>): string {
  if (known.includes(asked)) return asked;
  throw new AssayError('PARAM_INVALID', `There is no version "${asked}" of the budget.`, {
    hint:
      known.length === 0
        ? 'No budget lines have been loaded yet: load a file of them with assay load.'
        : `Versions: ${known.join(', ')}.`,
  });
}

/** What a request means: its own currency, else the workspace's, else the one that most lines are in. */
export function moneyTerms(
  { moneyBasis, currency, budgetVersion, scope }: RequestParams,
  known: Pick<Known, 'currency' | 'members' | 'budgetVersions'>,
): MoneyTerms {
  const most = known.members.get('currency')?.find(({ value }) => value !== null)?.value;
  const chosen = currency ?? known.currency ?? most ?? otherwise;
  if (!/^[A-Z]{3}$/.test(chosen)) {
    throw new AssayError('PARAM_INVALID', `"${chosen}" is not a currency.`, {
      hint: 'Give its ISO 4217 code in capitals, as EUR or USD.',
    });
  }
  const version = budgetVersion === undefined ? {} : { budgetVersion: versionOf(budgetVersion, known) };
  return { basis: moneyBasis ?? 'service', currency: chosen, ...version, ...(scope === 'full' ? { scope } : {}) };
}
