import { countOf } from '@assay/contract';
import type { PanelReady, Series } from '../../gql/types.ts';
import { nameBucket } from '../../number/dates.ts';
import { columnDigits, formatCount, formatFigure, formatValue } from '../../number/format.ts';
import { unitIn } from '../../number/unit.ts';
import { toDay } from '../../state/period.ts';
import { words } from '../../words.ts';

type Stretch = NonNullable<Series['limits']>[number];
type Spoken = Pick<PanelReady, 'grain'>;

/** How a series usually runs: of the newest stretch its range, of all where they were outside it and changed; `line` is what it is called among others. */
export function sayLimits(
  { grain }: Spoken,
  series: Pick<Series, 'limits' | 'unit' | 'money'>,
  line: string | null,
): readonly string[] {
  const stretches = series.limits ?? [];
  const unit = unitIn(series);
  const newest = stretches.at(-1);
  if (!newest) return [];
  return [
    ...sayUsual(newest, unit, line),
    ...sayOutside(stretches, grain),
    ...stretches.flatMap(({ changes }) => changes.map((change) => sayLevel(change, { unit, grain }))),
  ];
}

function sayUsual({ method, reason, points }: Stretch, unit: string, line: string | null): readonly string[] {
  const last = points.at(-1);
  if (reason === 'too_few_periods') return [words.tooFewPeriods];
  if (!last) return [];
  const of = method === 'ewma' ? `the ${words.runningAverage}` : line;
  const what = of === null ? words.usualRange : `${words.usualRange} of ${of}`;
  return [`${what}, dashed: ${formatUsual(last, unit)}`];
}

function formatUsual({ lower, upper }: Stretch['points'][number], unit: string): string {
  const digits = columnDigits(lower, upper, unit);
  return `${formatFigure(lower, unit, digits)} to ${formatValue(upper, unit, digits)}`;
}

function sayOutside(stretches: readonly Stretch[], grain: string): readonly string[] {
  const points = stretches.flatMap((stretch) => stretch.points);
  const outside = points.filter(({ isOutside }) => isOutside);
  const last = outside.at(-1);
  if (!last) return [];
  const named = nameBucket(toDay(last.bucket), grain);
  const periods = countOf(points.length, grain);
  return [`${words.outside}, squared: ${formatCount(outside.length)} of ${periods}, last ${named}`];
}

interface Written {
  readonly unit: string;
  readonly grain: string;
}

/** "Higher since week 14: 8.1 %, before 3.9 %". */
function sayLevel({ bucket, before, after }: Stretch['changes'][number], { unit, grain }: Written): string {
  const digits = columnDigits(null, null, unit);
  const [now, then] = [after, before].map((level) => formatValue(level, unit, digits));
  return `${after > before ? words.higherSince : words.lowerSince} ${nameBucket(toDay(bucket), grain)}: ${now}, before ${then}`;
}
