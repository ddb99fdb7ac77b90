import type { Series } from '../gql/types.ts';

/** How numbers of a unit are read, and what can be drawn and said of them. */
export interface Unit {
  /** Shown after the value, small. */
  readonly sign: string;
  /** Shown after a difference. */
  readonly difference: string;
  /** A difference in a sentence. */
  readonly inWords: string;
  readonly scale: number;
  /** Decimals where no interval says how many are worth reading. */
  readonly digits: number;
  /** The decimals are these whatever the interval says: whole things, and cents. */
  readonly isExact: boolean;
  /** Everything is counted, so that there is no interval. */
  readonly isCounted: boolean;
  /** A share of rows: so many of so many. */
  readonly isShare: boolean;
  /** What slices count adds up to what the whole counts, so that each has its share of it. */
  readonly addsUp: boolean;
  /** What is divided by what, where neither is a number of rows. */
  readonly of?: readonly [numerator: string, denominator: string];
  /** Lowest and highest value there can be. */
  readonly least: number;
  readonly most: number;
  /** Bars run to the highest value there can be, not to the highest there is. */
  readonly isDrawnWhole: boolean;
}

const bare: Unit = {
  sign: '',
  difference: '',
  inWords: '',
  scale: 1,
  digits: 1,
  isExact: false,
  isCounted: false,
  isShare: false,
  addsUp: false,
  least: -Infinity,
  most: Infinity,
  isDrawnWhole: false,
};
const share: Unit = { ...bare, isShare: true, addsUp: true, least: 0, most: 1 };
const count: Unit = { ...bare, digits: 0, isExact: true, isCounted: true, addsUp: true, least: 0 };
const amount: Unit = { ...bare, digits: 2, isExact: true };

const units: Readonly<Record<string, Unit>> = {
  percent: { ...share, sign: '%', difference: 'pp', inWords: 'points', scale: 100 },
  // Of things counted within rows, so that rows themselves are no share of each other.
  percent_of_counts: { ...bare, sign: '%', difference: 'pp', inWords: 'points', scale: 100, least: 0, most: 1 },
  items: { ...count, sign: 'items', inWords: 'items' },
  incidents: { ...count, sign: 'incidents', inWords: 'incidents' },
  issues: { ...count, sign: 'issues', inWords: 'issues' },
  psi: { ...bare, digits: 3, isExact: true, least: 0 },
  coefficient: { ...bare, digits: 2, least: -1, most: 1, isDrawnWhole: true },
  per_million_sessions: {
    ...bare,
    sign: 'per million',
    inWords: 'per million',
    digits: 2,
    addsUp: true,
    least: 0,
  },
  of_five: { ...bare, sign: 'of 5', inWords: 'points', digits: 2, least: 0, most: 5, isDrawnWhole: true },
  per_quarter: {
    ...bare,
    sign: 'per quarter',
    inWords: 'per quarter',
    digits: 1,
    addsUp: true,
    least: 0,
    of: ['incidents', 'days'],
  },
  per_thousand_outputs: {
    ...share,
    sign: 'per 1,000',
    inWords: 'per 1,000',
    scale: 1000,
    digits: 2,
  },
  points_per_thousand: { ...bare, sign: 'points', inWords: 'points', least: 0 },
  money: { ...amount, isCounted: true, addsUp: true },
  money_per_item: amount,
  hours: { ...bare, sign: 'hours', inWords: 'hours', least: 0 },
  days: { ...bare, sign: 'days', inWords: 'days', least: 0 },
  business_days: { ...bare, sign: 'workdays', inWords: 'workdays', least: 0 },
  times: { ...bare, digits: 2, least: 0 },
  per_annotator_day: { ...bare, sign: 'per day', inWords: 'per day', least: 0, of: ['items', 'days of people'] },
};

/** A unit by its id; of money with its currency: `money USD`, as exported files say it. */
export function unitOf(unit: string): Unit {
  const [id = '', currency] = unit.split(' ');
  const known = units[id] ?? bare;
  return currency === undefined ? known : { ...known, sign: currency, inWords: currency };
}

/** Whether everything is counted, so that a number has no interval: a count, or a share that never has one. */
export function isFullCount(unit: string, interval: string | null): boolean {
  const { isCounted, isShare } = unitOf(unit);
  return isCounted || (isShare && interval === null);
}

/** The unit of a series' numbers. */
export function unitIn({ unit, money }: Pick<Series, 'unit' | 'money'>): string {
  const currency = money.find((each) => each !== null)?.currency;
  return currency === undefined ? unit : `${unit} ${currency}`;
}

/** What a column of a metric's numbers is called: `Over-refusal, %`, `Spend, USD`, `Accepted items`. */
export function columnTitle(title: string, unit: string): string {
  const { sign } = unitOf(unit);
  return sign === '' || title.toLowerCase().includes(sign) ? title : `${title}, ${sign}`;
}
