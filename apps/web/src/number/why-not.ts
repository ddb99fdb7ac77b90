import { words } from '../words.ts';
import { formatSum, formatCount } from './format.ts';
import type { NumberModel } from './number-model.ts';
import { isWeighted, shownAs } from './number-model.ts';

/** Why a number is not shown as a rate, in words; null where it is. */
export function whyNot(number: NumberModel): string | null {
  switch (shownAs(number)) {
    case 'no_data':
      return words.noData;
    case 'undefined':
      return words.noValue;
    case 'off':
      return number.caveats[0]?.text ?? words.off;
    case 'count':
      return isWeighted(number)
        ? `${words.tooLittle}: n ${formatCount(number.n)}`
        : `${words.tooLittle}: ${formatSum(number.numerator)} of ${formatCount(number.n)}`;
    case 'grey':
    case 'value':
      return null;
  }
}
