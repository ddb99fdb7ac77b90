import type { Grain, LevelChange, LimitPoint, LimitStretch, MetricCard, SeriesLimits, Unit } from '@assay/contract';
import { countOf, countText } from '@assay/contract';
import { intervalText, valueText } from '../format/number.ts';
import { bucketText, rangeText } from '../format/period.ts';
import { placeHead, sliceNames } from '../format/slice.ts';

interface Written {
  readonly unit: Unit;
  readonly grain: Grain;
}

/** How the series of one metric usually run, a line each; empty where that was not asked. */
export function limitLines(
  { id, unit }: Pick<MetricCard, 'id' | 'unit'>,
  limits: readonly SeriesLimits[],
  grain: Grain,
): readonly string[] {
  const own = limits.filter(({ metric }) => metric === id);
  return own.flatMap(({ by, stretches }) => {
    const head = placeHead(sliceNames(by));
    if (stretches.length === 0)
      return [`${head}No period is finished, so that nothing is said of how it usually runs.`];
    return stretches.flatMap((stretch) => stretchLines(stretch, { unit, grain }).map((line) => `${head}${line}`));
  });
}

const whyNot = {
  not_for_metric: 'Nothing is said of how it usually runs: single periods of it are not judged.',
  too_few_periods: 'Too few finished periods to say how it usually runs: 12 are needed.',
  no_variation: 'It has not varied, so that nothing is said of how it usually runs.',
} as const;

function stretchLines(stretch: LimitStretch, written: Written): readonly string[] {
  const { range, reason, points, changes, method } = stretch;
  const days = rangeText(range);
  const last = points.at(-1);
  if (reason !== null) return [`${days}: ${whyNot[reason]}`];
  if (!last) return [];
  const it = method === 'ewma' ? 'its running average' : 'it';
  return [
    `${days}: ${it} usually lies in ${usualText(last, written)}${outsideText(points, written)}.`,
    ...changes.map((change) => changeText(change, written)),
  ];
}

const usualText = ({ lower, upper }: LimitPoint, { unit }: Written): string => intervalText(lower, upper, unit);

/** How often, and where last with what: a series that moves for good would fill a page. */
function outsideText(points: readonly LimitPoint[], written: Written): string {
  const outside = points.filter(({ isOutside }) => isOutside);
  const last = outside.at(-1);
  if (!last) return '';
  const times = `${countText(outside.length)} of ${countOf(points.length, 'period')}`;
  return `, outside in ${times}, last in ${bucketText(last.bucket, written.grain)} (${valueText(last.judged, written.unit)})`;
}

const changeText = ({ bucket, before, after }: LevelChange, { unit, grain }: Written): string =>
  `Another level from ${bucketText(bucket, grain)} on: ${valueText(after, unit)}, before ${valueText(before, unit)}.`;
