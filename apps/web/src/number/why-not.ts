import { countOf } from '@assay/contract';
import { noValueWords, words } from '../words.ts';
import { formatCount } from './format.ts';
import type { NumberModel } from './number-model.ts';
import { shownAs } from './number-model.ts';
import { unitOf } from './unit.ts';

/** Caveats whose own words are short, and name what cannot be known here: a day. */
const saysWhy: ReadonlySet<string> = new Set(['cost_known_through']);

/** What took the value away, where a caveat says so. */
function causeOf({ caveats }: NumberModel): string | null {
  const words = caveats.map(({ code, text }) => noValueWords[code] ?? (saysWhy.has(code) ? text : null));
  return words.findLast((each) => each !== null) ?? null;
}

/** Why a number is not shown, in words; null where it is. */
export function whyNot(number: NumberModel): string | null {
  switch (shownAs(number)) {
    case 'no_data':
      return causeOf(number) ?? words.noData;
    case 'undefined':
      return causeOf(number) ?? words.noValue;
    case 'off':
      return number.caveats[0]?.text ?? words.off;
    case 'count':
      return `${words.tooLittle}: ${sayFew(number)}`;
    case 'grey':
    case 'value':
      return null;
  }
}

/** Of a share how many of how many; of anything else how much there is. */
function sayFew({ unit, n, numeratorRows, rows }: NumberModel): string {
  if (unitOf(unit).isShare) return `${formatCount(numeratorRows)} of ${formatCount(rows)}`;
  return `n ${formatCount(n)}`;
}

/** The same in the narrow place of a figure among others: `few`, `no rows`, else what took the value away. */
export function whyNotBriefly(number: NumberModel): string | null {
  const shown = shownAs(number);
  if (shown === 'count') return words.few;
  if (shown === 'no_data' && number.n === 0) return causeOf(number) ?? words.noRows;
  return whyNot(number);
}

/** Names the link from a count to its rows. They are more than n where one case was sampled several times. */
export function nameRows({ n, rows }: Pick<NumberModel, 'n' | 'rows'>, title: string): string {
  const text = `${countOf(rows, 'row')} of ${title}`;
  return rows === n ? text : `${text}, n ${formatCount(n)}`;
}
