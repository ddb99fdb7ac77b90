import type { Day, DayRange } from '@assay/contract';
import type { Ask, Dimensions, Oracle, Said, SaidOf } from './ask.ts';
import type { Amount } from './money.ts';
import type { World } from './world.ts';
import { accruals } from './accruals.ts';
import { passes, rowsIn, slicesOf } from './ask.ts';
import { feesOwed } from './fees.ts';
import { Fraction } from './fraction.ts';
import { hoursOwed } from './hours.ts';
import { converted, rateOf, unconverted } from './money.ts';
import { daysFromTo, periodsOf, plusDays } from './time.ts';
import { byKey, inForce } from './world.ts';

/** A line, or what is owed, with the days that it belongs to. */
export interface Spent {
  readonly fate: string;
  readonly kind: 'invoiced' | 'disputed' | 'accrued';
  readonly notes: readonly string[];
  readonly amount: Fraction;
  readonly currency: string | null;
  readonly rate: Fraction | null;
  readonly days: DayRange;
  /** Until before which day its cost is known; null where it says nothing of it. */
  readonly knownTo: Day | null;
  /** False where it stands on the day of its posting. */
  readonly isSpread: boolean;
  readonly dimensions: Dimensions;
}

const one = (day: Day): DayRange => ({ from: day, to: plusDays(day, 1) });

function lines(world: World, ask: Ask): readonly Spent[] {
  const credited = byKey(world.fact_invoice_line, 'invoice_line_id');
  return world.fact_invoice_line.filter(inForce).map((line): Spent => {
    // E5: a credit belongs to the days of what it credits.
    const of = credited.get(line.credits_line_id);
    const [from, to] = [of?.service_from ?? line.service_from, of?.service_to ?? line.service_to];
    const service = from !== null && to !== null && from < to ? { from, to } : null;
    const isService = ask.moneyBasis === 'service';
    const isCredit = line.line_kind === 'credit_note' || line.line_kind === 'refund';
    const terms = {
      currency: line.currency,
      into: ask.currency,
      day: from ?? line.posting_date,
      type: 'month_average',
    };
    const rate = rateOf(world, terms);
    return {
      fate: fateOf(line, isService && service === null),
      kind: line.status === 'disputed' ? 'disputed' : 'invoiced',
      notes: [
        ...(rate === null ? ['unconverted'] : []),
        ...(line.status === 'disputed' ? ['disputed'] : []),
        ...(isCredit && line.credits_line_id === null ? ['unlinked_credit'] : []),
      ],
      amount: Fraction.of(line.amount ?? 0),
      currency: line.currency,
      rate,
      days: isService && service !== null ? service : one(line.posting_date),
      isSpread: isService && service !== null,
      knownTo: isService && service === null ? null : knownTo(isService ? service : null, line.posting_date),
      dimensions: {
        vendor: line.vendor_id,
        task: line.task_id,
        cost_category: line.cost_category,
        unit: line.unit,
        currency: line.currency,
      },
    };
  });
}

/** What is billed ahead says nothing of the days after it was posted. */
function knownTo(service: DayRange | null, posted: Day): Day {
  const next = plusDays(posted, 1);
  return service !== null && service.to < next ? service.to : next;
}

function fateOf({ status, amount }: World['fact_invoice_line'][number], isUndated: boolean): string {
  if (status === 'draft' || status === 'void') return 'draft_or_void';
  if (amount === null) return 'no_amount';
  return isUndated ? 'undated' : 'counts';
}

function owed(world: World, ask: Ask): readonly Spent[] {
  if (ask.moneyBasis === 'ledger') return [];
  return accruals(world).map(({ delivery, task, amount, currency, from, to }): Spent => {
    const rate = rateOf(world, { currency, into: ask.currency, day: from, type: 'month_end' });
    return {
      fate: amount === null ? 'no_amount' : 'counts',
      kind: 'accrued',
      notes: rate === null ? ['unconverted'] : [],
      amount: amount ?? Fraction.of(0),
      currency,
      rate,
      days: { from, to },
      knownTo: to,
      isSpread: true,
      dimensions: {
        vendor: delivery.vendor_id,
        task,
        cost_category: 'labeling',
        unit: delivery.unit,
        currency,
      },
    };
  });
}

function hours(world: World, ask: Ask): readonly Spent[] {
  if (ask.moneyBasis === 'ledger') return [];
  return hoursOwed(world).map(({ vendor, task, day, unit, amount, currency }): Spent => {
    const rate = rateOf(world, { currency, into: ask.currency, day, type: 'month_end' });
    return {
      fate: amount === null ? 'no_amount' : 'counts',
      kind: 'accrued',
      notes: rate === null ? ['unconverted'] : [],
      amount: amount ?? Fraction.of(0),
      currency,
      rate,
      days: one(day),
      // They are booked before anything else of their days is delivered.
      knownTo: null,
      isSpread: true,
      dimensions: { vendor, task, cost_category: 'labeling', unit, currency },
    };
  });
}

function fees(world: World, ask: Ask): readonly Spent[] {
  if (ask.moneyBasis === 'ledger') return [];
  return feesOwed(world, ask).map(({ vendor, task, unit, days, amount, currency }): Spent => {
    const rate = rateOf(world, { currency, into: ask.currency, day: days.from, type: 'month_end' });
    return {
      fate: amount === null ? 'no_amount' : 'counts',
      kind: 'accrued',
      notes: rate === null ? ['unconverted'] : [],
      amount: amount ?? Fraction.of(0),
      currency,
      rate,
      days,
      // They are owed by every day that passes, whatever is known of the others.
      knownTo: null,
      isSpread: true,
      dimensions: { vendor, task, cost_category: 'labeling', unit, currency },
    };
  });
}

/** Lines and what is owed. */
export const spentIn = (world: World, ask: Ask): readonly Spent[] => [
  ...lines(world, ask),
  ...owed(world, ask),
  ...hours(world, ask),
  ...fees(world, ask),
];

/** Days that two stretches have in common. */
export function daysIn(a: DayRange, b: DayRange): number {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to < b.to ? a.to : b.to;
  return Math.max(0, daysFromTo(from, to));
}

function say(rows: readonly Spent[], days: DayRange, currency: string): Said {
  const counted = rows.filter(({ fate }) => fate === 'counts');
  const dealt = counted.map((row): Amount & Pick<Spent, 'kind'> => ({
    kind: row.kind,
    currency: row.currency,
    rate: row.rate,
    amount: row.amount
      .times(Fraction.of(daysIn(row.days, days)))
      .over(Fraction.of(daysFromTo(row.days.from, row.days.to))),
  }));
  const left = unconverted(dealt);
  const isKnown = left.length === 0 || counted.some(({ rate }) => rate !== null);
  const total = converted(dealt).money;
  const parts = (['invoiced', 'disputed', 'accrued'] as const).map((kind) => {
    const sum = converted(dealt.filter((each) => each.kind === kind)).money;
    const value = isKnown ? Number(sum) : null;
    const rowsOf = counted.filter((each) => each.kind === kind).length;
    return [kind, { numerator: Number(sum), rows: rowsOf, value, money: isKnown ? sum : null }] as const;
  });
  const codes: Record<string, number> = {};
  for (const { fate, notes } of rows)
    for (const code of fate === 'counts' ? notes : [fate]) codes[code] = (codes[code] ?? 0) + 1;
  const n = counted.length;
  return {
    value: isKnown ? Number(total) : null,
    status: isKnown ? 'ok' : 'undefined',
    ...{ n, rows: n, numerator: Number(total), numeratorRows: n, denominator: n },
    parts: Object.fromEntries(parts),
    caveats: codes,
    money: { currency, value: isKnown ? total : null, numerator: total, unconverted: left },
  };
}

/** The day after the last whose cost is known; null where none is. */
export function costKnownTo(spent: readonly Spent[]): Day | null {
  const known = spent.filter(({ fate }) => fate === 'counts').flatMap(({ knownTo: own }) => own ?? []);
  return known.toSorted().at(-1) ?? null;
}

/** What reaches further than cost is known says so, and is nothing rather than 0 where it has no row. */
export function partly(said: Said, { to }: DayRange, known: Day | null): Said {
  if (known !== null && known >= to) return said;
  const reached = said.rows > 0 ? 'cost_known_in_part' : 'cost_known_through';
  const caveats = { ...said.caveats, [known === null ? 'no_cost_known' : reached]: null };
  if (said.rows > 0) return { ...said, caveats, isPartly: true };
  const parts = Object.entries(said.parts).map(([id, part]) => [id, { ...part, value: null, money: null }] as const);
  return {
    ...said,
    ...{ value: null, status: 'no_data', caveats, isPartly: true, parts: Object.fromEntries(parts) },
    ...(said.money ? { money: { ...said.money, value: null } } : {}),
  };
}

interface Dealt {
  readonly days: DayRange;
  readonly dimensions: Dimensions;
}

/** A number for each slice and period, of the rows that have a day in it. */
export function dealtOf<Row extends Dealt>(
  rows: readonly Row[],
  ask: Ask,
  sayOf: (rows: readonly Row[], days: DayRange) => Said,
): readonly SaidOf[] {
  const isDuring =
    (days: DayRange) =>
    (row: Row): boolean =>
      daysIn(row.days, days) > 0;
  const seen = rows.filter(isDuring(ask.range)).map(({ dimensions }) => dimensions);
  const rowsOf = rowsIn(rows, ask);
  return slicesOf(seen, ask).flatMap((by) =>
    periodsOf(ask.range, ask.grain).map((period) => {
      const own = rowsOf(by).filter(isDuring(period.asked));
      return { ...sayOf(own, period.asked), period, by };
    }),
  );
}

/** Amounts dealt evenly to their days of service, and what is owed; or by day of posting (metrics.md 3.10, 5.2). */
export const spendActual =
  (world: World): Oracle =>
  (ask) => {
    const rows = spentIn(world, ask).filter(({ dimensions }) => passes(dimensions, ask.where));
    const known = costKnownTo(spentIn(world, ask));
    return dealtOf(rows, ask, (own, period) => partly(say(own, period, ask.currency), period, known));
  };
