import { countOf, restatedText } from '@assay/contract';
import type { PanelReady, Series } from '../../gql/types.ts';
import { formatDay, nameBucket } from '../../number/dates.ts';
import { columnDigits, formatValue } from '../../number/format.ts';
import { unitIn } from '../../number/unit.ts';
import { toDay } from '../../state/period.ts';
import { words } from '../../words.ts';

type Restated = NonNullable<NonNullable<Series['restated']>[number]>;

const wasWords = ({ was, money, day }: Restated, unit: string) => ({
  was: formatValue(money ?? was, unit, columnDigits(null, null, unit)),
  day: formatDay(toDay(day)),
});

/** "54.8 % on 29 Nov": what a period was when its rows were to change no more. */
export function sayWas(restated: Restated, unit: string): string {
  const { was, day } = wasWords(restated, unit);
  return `${was} on ${day}`;
}

/** How many finished periods are not what they were, and what the last of them was. */
export function sayRestated(
  { grain, buckets }: Pick<PanelReady, 'grain' | 'buckets'>,
  series: Pick<Series, 'restated' | 'unit' | 'value' | 'money'>,
): readonly string[] {
  const moved = (series.restated ?? []).flatMap((each, index) => (each ? [{ each, index }] : []));
  const last = moved.at(-1);
  const bucket = last && buckets[last.index];
  if (!last || !bucket) return [];
  const unit = unitIn(series);
  const value = series.money[last.index]?.value ?? series.value[last.index] ?? null;
  const now = value === null ? null : formatValue(value, unit, columnDigits(null, null, unit));
  const count = countOf(moved.length, grain);
  const text = restatedText({ ...wasWords(last.each, unit), now });
  return [`${words.restated}, crossed: ${count}, last ${nameBucket(toDay(bucket.start), grain)}: ${text}`];
}
