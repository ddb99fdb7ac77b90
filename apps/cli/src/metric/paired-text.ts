import type { Comparison, Estimate, PairedChange } from '@assay/contract';
import { countOf, countText, pText } from '@assay/contract';
import { differenceText, valueText } from '../format/number.ts';
import { rangeText } from '../format/period.ts';
import { sliceNames } from '../format/slice.ts';

const signedShare = (share: number): string => differenceText(share, 'percent').replace(' points', '');

function countsText(
  { both, onlyCurrent, onlyCompared, neither, clusters, pairs }: PairedChange,
  value: string,
): string {
  if (both !== null && onlyCurrent !== null && onlyCompared !== null && neither !== null)
    return `${countText(both)} both, ${countText(onlyCurrent)} here only, ${countText(onlyCompared)} only ${value}, ${countText(neither)} neither`;
  return pairs === 0 ? '' : countOf(clusters, 'group by its mean', 'groups by their means');
}

function relativeText({ relative, relativeLower, relativeUpper }: PairedChange): string {
  if (relative === null) return '';
  const limits =
    relativeLower === null || relativeUpper === null
      ? ''
      : ` (${signedShare(relativeLower)} to ${signedShare(relativeUpper)} %)`;
  return `relative ${signedShare(relative)} %${limits}`;
}

function leftOutText({ missing, missingShare, judgedOtherwise, dropped }: PairedChange): readonly string[] {
  const judged = judgedOtherwise === 0 ? '' : `, ${countText(judgedOtherwise)} of them by other judges`;
  return [
    missing === 0
      ? 'no case missing'
      : `${countOf(missing, 'case')} without a counterpart${judged} (${valueText(missingShare ?? 0, 'percent')})`,
    ...(dropped === 0 ? [] : [`${countText(dropped)} not counted on one side`]),
  ];
}

function lineOf(paired: PairedChange, value: string): string {
  const p = paired.p === null ? '' : pText(paired.p);
  const said = [
    `${countOf(paired.pairs, 'case')} of both sides`,
    countsText(paired, value),
    relativeText(paired),
    p,
    ...leftOutText(paired),
  ];
  return said.filter(Boolean).join('; ');
}

/** A line for each number that was compared case by case. */
export function pairedLines(estimates: readonly Estimate[], compare: Comparison | null): readonly string[] {
  if (compare?.kind !== 'value') return [];
  return estimates.flatMap((estimate) => {
    const paired = estimate.change?.paired;
    if (!paired) return [];
    const { bucket, range, by } = estimate;
    const place = [...(bucket === null ? [] : [rangeText(range)]), ...sliceNames(by)].join(', ');
    return [`${place === '' ? 'Case by case' : `${place}, case by case`}: ${lineOf(paired, compare.value)}.`];
  });
}
