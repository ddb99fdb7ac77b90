import type { Unit } from '@assay/contract';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** A count with thousands parted: 12,411; weighted counts with one decimal: 9,921.1. */
export function countText(count: number): string {
  return grouped.format(count);
}

/** Digits after the point that keep two figures of a small share visible: 59.6, 1.6, 0.040. */
function decimalsOf(percent: number): number {
  const size = Math.abs(percent);
  return size === 0 || size >= 0.1 ? 1 : Math.min(6, 1 - Math.floor(Math.log10(size)));
}

/** A value of a metric as people read it, e.g. 0.596 of unit percent as "59.6 %". */
export function valueText(value: number, unit: Unit): string {
  switch (unit) {
    case 'percent':
      return `${(value * 100).toFixed(decimalsOf(value * 100))} %`;
  }
}

/** "53.4 to 65.5 %". */
export function intervalText(lower: number, upper: number, unit: Unit): string {
  switch (unit) {
    case 'percent':
      return `${bare(lower)} to ${bare(upper)} %`;
  }
}

/** A difference of two values with its sign, shares in points: "-30.0 points". */
export function differenceText(difference: number, unit: Unit): string {
  switch (unit) {
    case 'percent':
      return `${signed(difference)} points`;
  }
}

/** "-36.2 to -23.8". */
export function differenceIntervalText(lower: number, upper: number): string {
  return `${signed(lower)} to ${signed(upper)}`;
}

function bare(share: number): string {
  return (share * 100).toFixed(decimalsOf(share * 100));
}

function signed(share: number): string {
  const text = bare(share);
  return share > 0 ? `+${text}` : text;
}
