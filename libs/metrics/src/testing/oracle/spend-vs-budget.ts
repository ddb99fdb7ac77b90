import type { Day, DayRange } from '@assay/contract';
import type { Ask, Dimensions, Oracle, Said, SaidPart } from './ask.ts';
import type { Amount } from './money.ts';
import type { World } from './world.ts';
import { passes } from './ask.ts';
import { Fraction } from './fraction.ts';
import { converted, rateOf, unconverted } from './money.ts';
import { costKnownTo, daysIn, dealtOf, partly, spentIn } from './spend.ts';
import { daysFromTo, plusDays } from './time.ts';
import { inForce } from './world.ts';

/** A line of a bill, what is owed, or a line of the budget. */
interface Row {
  readonly fate: string;
  readonly notes: readonly string[];
  readonly isBudget: boolean;
  readonly amount: Fraction;
  readonly currency: string | null;
  readonly rate: Fraction | null;
  /** The days it is dealt to, and those of them whose cost is known. */
  readonly whole: DayRange;
  readonly days: DayRange;
  readonly dimensions: Dimensions;
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
const firstOf = (day: Day): Day => `${day.slice(0, 7)}-01` as Day;

function budgeted(world: World, ask: Ask): readonly Omit<Row, 'days'>[] {
  const current = world.fact_budget.filter(inForce).filter(({ is_current }) => is_current === true);
  return current.map((line) => {
    const from = firstOf(line.period_month);
    const rate = rateOf(world, { currency: line.currency, into: ask.currency, day: from, type: 'budget' });
    return {
      fate: line.amount === null ? 'no_amount' : 'counts',
      notes: rate === null ? ['unconverted_budget'] : [],
      isBudget: true,
      amount: Fraction.of(line.amount ?? 0),
      currency: line.currency,
      rate,
      whole: { from, to: firstOf(plusDays(from, 31)) },
      dimensions: { vendor: line.vendor_id, task: line.task_id, cost_category: line.cost_category },
    };
  });
}

/** Both sides, without the days after the last whose cost is known. */
function rowsOf(world: World, ask: Ask): readonly Row[] {
  const spent = spentIn(world, ask);
  const known = costKnownTo(spent) ?? ('' as Day);
  const all = [
    ...spent.map(({ days, ...row }) => ({ ...row, isBudget: false, whole: days })),
    ...budgeted(world, ask).map((row) => ({ ...row, isSpread: true })),
  ];
  // A line that stands where it was posted stands there whole.
  return all.map(({ isSpread, ...row }) => ({
    ...row,
    days: { from: row.whole.from, to: isSpread ? earlier(row.whole.to, known) : row.whole.to },
  }));
}

function sideOf(rows: readonly Row[], days: DayRange) {
  const dealt = rows.map((row): Amount => ({
    currency: row.currency,
    rate: row.rate,
    amount: row.amount
      .times(Fraction.of(daysIn(row.days, days)))
      .over(Fraction.of(daysFromTo(row.whole.from, row.whole.to))),
  }));
  const isKnown = rows.length === 0 || rows.some(({ rate }) => rate !== null);
  return { dealt, isKnown, sum: converted(dealt), rows: rows.length };
}

function partOf({ sum, rows }: ReturnType<typeof sideOf>, isKnown: boolean): SaidPart {
  const amount = Number(sum.money);
  return { numerator: amount, rows, value: isKnown ? amount : null, money: isKnown ? sum.money : null };
}

function say(rows: readonly Row[], days: DayRange, currency: string): Said {
  const counted = rows.filter(({ fate }) => fate === 'counts');
  const none = Fraction.of(0);
  const [budget, actual] = [true, false].map((isBudget) =>
    sideOf(
      counted.filter((row) => row.isBudget === isBudget),
      days,
    ),
  ) as [ReturnType<typeof sideOf>, ReturnType<typeof sideOf>];
  const isPlanned = budget.rows > 0;
  const difference = actual.sum.plus(none.minus(budget.sum));
  const value = isPlanned && actual.isKnown && budget.isKnown ? difference : null;
  const percent = value === null || budget.sum.float <= 0 ? null : difference.over(budget.sum).float;
  const caveats: Record<string, number | null> = {};
  for (const { fate, notes } of rows)
    for (const code of fate === 'counts' ? notes : [fate]) caveats[code] = (caveats[code] ?? 0) + 1;
  if (counted.length > 0 && !isPlanned) caveats['no_budget'] = null;
  const besides = [...actual.dealt, ...budget.dealt.map((each) => ({ ...each, amount: none.minus(each.amount) }))];
  const status = counted.length === 0 ? 'no_data' : value === null ? 'undefined' : 'ok';
  return {
    value: value && Number(value.money),
    status,
    ...{ n: counted.length, rows: counted.length, numerator: Number(actual.sum.money), numeratorRows: actual.rows },
    denominator: Number(budget.sum.money),
    parts: {
      actual: partOf(actual, actual.isKnown && counted.length > 0),
      budget: partOf(budget, budget.isKnown && isPlanned),
      percent: { numerator: 0, rows: 0, value: percent },
    },
    caveats,
    money: {
      currency,
      value: value && value.money,
      numerator: actual.sum.money,
      unconverted: unconverted(besides),
    },
  };
}

/** What was spent less what was planned for the same days, as far as cost is known (metrics.md 3.10, 5.2). */
export const spendVsBudget =
  (world: World): Oracle =>
  (ask) => {
    const rows = rowsOf(world, ask).filter(({ dimensions }) => passes(dimensions, ask.where));
    const known = costKnownTo(spentIn(world, ask));
    return dealtOf(rows, ask, (own, days) => {
      const said = say(own, days, ask.currency);
      const whole = partly(said, days, known);
      return { ...whole, parts: said.parts };
    });
  };
