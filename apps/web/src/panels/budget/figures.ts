import type { Quantity } from '../../number/format.ts';
import type { NumberModel } from '../../number/number-model.ts';
import { writtenOf } from '../../number/number-model.ts';
import type { Address } from '../../state/address.ts';

/** What was spent and planned of one period or slice, each null where it is not known. Amounts are exact. */
export interface BudgetFigures {
  readonly address: Address;
  readonly number: NumberModel;
  readonly actual: Quantity | null;
  /** Null where nothing was planned, which is not a plan of zero. */
  readonly budget: Quantity | null;
  readonly difference: Quantity | null;
  /** Difference over the budget; null where there is none, or one of zero. */
  readonly percent: number | null;
  readonly standing: Standing;
}

export type Standing = 'over' | 'under' | 'even' | 'unknown';

export function figuresOf(number: NumberModel, address: Address): BudgetFigures {
  const part = (id: string): Quantity | null => {
    const found = number.parts.find((each) => each.id === id);
    return found ? writtenOf(found).value : null;
  };
  const difference = writtenOf(number).value;
  const percent = part('percent');
  return {
    address,
    number,
    actual: part('actual'),
    budget: part('budget'),
    difference,
    percent: percent === null ? null : Number(percent),
    standing: standingOf(difference),
  };
}

function standingOf(difference: Quantity | null): Standing {
  if (difference === null) return 'unknown';
  if (Number(difference) === 0) return 'even';
  return Number(difference) > 0 ? 'over' : 'under';
}
