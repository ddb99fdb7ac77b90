import type { Estimate, Grain, MetricCard, Restated } from '@assay/contract';
import { restatedText } from '@assay/contract';
import { amountText, valueText } from '../format/number.ts';
import { bucketText, dayText } from '../format/period.ts';
import { placeHead, sliceNames } from '../format/slice.ts';

const numberText = (value: number, money: string | null, { unit }: Pick<MetricCard, 'unit'>): string =>
  money === null ? valueText(value, unit) : amountText(money);

function lineOf(
  { bucket, by, value, money }: Estimate,
  restated: Restated,
  { card, grain }: { readonly card: Pick<MetricCard, 'unit'>; readonly grain: Grain },
): string {
  const place = [...(bucket === null ? [] : [bucketText(bucket, grain)]), ...sliceNames(by)];
  const was = numberText(restated.was, restated.money ?? null, card);
  const now = value === null ? null : numberText(value, money?.value ?? null, card);
  return `${placeHead(place)}${restatedText({ was, day: dayText(restated.day), now })}.`;
}

/** A line for each finished period that moved. */
export function restatedLines(
  card: Pick<MetricCard, 'unit'>,
  estimates: readonly Estimate[],
  grain: Grain,
): readonly string[] {
  return estimates.flatMap((estimate) =>
    estimate.restated ? [lineOf(estimate, estimate.restated, { card, grain })] : [],
  );
}
