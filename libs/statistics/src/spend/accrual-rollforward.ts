import { total } from '../sample/moments.ts';

export interface AccrualRollforward {
  /** Owed for what came in the period. */
  readonly accruedInPeriod: number | null;
  /** Owed before and now invoiced, at what had been reckoned. */
  readonly relieved: number | null;
  /** Invoices less what had been reckoned: a cost of this period. */
  readonly priceDifference: number | null;
  readonly closing: number | null;
  readonly periodCost: number | null;
}

export interface AccrualRollforwardInput {
  readonly opening: number;
  /** Billable units, price, reporting units per unit of its currency. */
  readonly deliveries: readonly { readonly qty: number; readonly rate: number; readonly fx: number }[];
  readonly matched: readonly { readonly accruedValue: number; readonly invoiceValue: number }[];
  /** No longer owed, as for units that were taken back. */
  readonly reversed: number;
}

/** What is owed from one period to the next: closing = opening + accrued - relieved - reversed. All null for an amount that is none. */
export function accrualRollforward({
  opening,
  deliveries,
  matched,
  reversed,
}: AccrualRollforwardInput): AccrualRollforward {
  const accruedInPeriod = total(deliveries.map(({ qty, rate, fx }) => qty * rate * fx));
  const relieved = total(matched.map(({ accruedValue }) => accruedValue));
  const priceDifference = total(matched.map(({ invoiceValue }) => invoiceValue)) - relieved;
  const closing = opening + accruedInPeriod - relieved - reversed;
  const periodCost = accruedInPeriod + priceDifference - reversed;
  if (![closing, periodCost].every(Number.isFinite)) {
    return { accruedInPeriod: null, relieved: null, priceDifference: null, closing: null, periodCost: null };
  }
  return { accruedInPeriod, relieved, priceDifference, closing, periodCost };
}
