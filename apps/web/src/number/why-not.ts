import { plural, words } from '../words.ts';
import { formatCount } from './format.ts';
import type { NumberModel } from './number-model.ts';
import { shownAs } from './number-model.ts';

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
      return `${words.tooLittle}: ${formatCount(number.numeratorRows)} of ${formatCount(number.rows)}`;
    case 'grey':
    case 'value':
      return null;
  }
}

/** Names the link from a count to its rows. They are more than n where one case was sampled several times. */
export function nameRows({ n, rows }: Pick<NumberModel, 'n' | 'rows'>, title: string): string {
  const text = `${formatCount(rows)} ${plural(rows, 'row')} of ${title}`;
  return rows === n ? text : `${text}, n ${formatCount(n)}`;
}
