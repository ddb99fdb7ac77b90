import type { Unit } from '@assay/contract';
import { countText } from '@assay/contract';

/** Digits after the point that keep two figures of a small share visible: 59.6, 1.6, 0.040. */
function decimalsOf(percent: number): number {
  const size = Math.abs(percent);
  return size === 0 || size >= 0.1 ? 1 : Math.min(6, 1 - Math.floor(Math.log10(size)));
}

/** A rate with two figures at least: 12.4, 0.42, 0.0031. */
function rateText(rate: number): string {
  const size = Math.abs(rate);
  if (size >= 10 || size === 0) return countText(rate);
  return rate.toFixed(size >= 1 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(size))));
}

const cents = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** An amount with two decimals; decimal text is rounded exactly. */
export const amountText = (amount: string | number): string => cents.format(amount as Intl.StringNumericLiteral);

interface UnitText {
  /** The figure alone. */
  readonly figure: (value: number) => string;
  /** After a value and after an interval. */
  readonly sign: string;
  /** After a difference. */
  readonly difference: string;
}

const percent: UnitText = {
  figure: (share) => (share * 100).toFixed(decimalsOf(share * 100)),
  sign: ' %',
  difference: ' points',
};

const units: Readonly<Record<Unit, UnitText>> = {
  percent,
  percent_of_counts: percent,
  coefficient: { figure: (coefficient) => coefficient.toFixed(3), sign: '', difference: '' },
  psi: { figure: (index) => index.toFixed(3), sign: '', difference: '' },
  items: { figure: countText, sign: '', difference: '' },
  issues: { figure: countText, sign: '', difference: '' },
  incidents: { figure: countText, sign: '', difference: '' },
  money_per_item: { figure: amountText, sign: '', difference: '' },
  money: { figure: amountText, sign: '', difference: '' },
  per_annotator_day: { figure: countText, sign: ' per day', difference: '' },
  hours: { figure: rateText, sign: ' hours', difference: ' hours' },
  days: { figure: rateText, sign: ' days', difference: ' days' },
  business_days: { figure: rateText, sign: ' working days', difference: ' working days' },
  times: { figure: rateText, sign: '', difference: '' },
  of_five: { figure: amountText, sign: ' of 5', difference: '' },
  per_quarter: { figure: rateText, sign: ' per quarter', difference: '' },
  per_million_sessions: { figure: rateText, sign: '', difference: '' },
  points_per_thousand: { figure: rateText, sign: ' points', difference: ' points' },
  per_thousand_outputs: {
    figure: (share) => rateText(share * 1000),
    sign: ' per 1,000',
    difference: ' per 1,000',
  },
};

/** A value of a metric as people read it, e.g. 0.596 of unit percent as "59.6 %". */
export function valueText(value: number, unit: Unit): string {
  const { figure, sign } = units[unit];
  return `${figure(value)}${sign}`;
}

/** "53.4 to 65.5 %". */
export function intervalText(lower: number, upper: number, unit: Unit): string {
  const { figure, sign } = units[unit];
  return `${figure(lower)} to ${figure(upper)}${sign}`;
}

/** A difference of two values with its sign, shares in points: "-30.0 points". */
export function differenceText(difference: number, unit: Unit): string {
  return `${signed(difference, unit)}${units[unit].difference}`;
}

/** "-36.2 to -23.8". */
export function differenceIntervalText(lower: number, upper: number, unit: Unit): string {
  return `${signed(lower, unit)} to ${signed(upper, unit)}`;
}

function signed(difference: number, unit: Unit): string {
  const text = units[unit].figure(difference);
  return difference > 0 ? `+${text}` : text;
}
