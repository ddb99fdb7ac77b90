import { Field } from '../field.ts';

/** A line of an invoice, what is owed for a delivery that is in none, or a line of a budget, as definitions see it. */
export const spendView = {
  id: new Field('spend_id'),
  source: new Field<'line' | 'accrual' | 'hours' | 'fee' | 'budget'>('source'),
  status: new Field<'draft' | 'approved' | 'disputed' | 'paid' | 'void'>('status'),
  amount: new Field('amount'),
  /** True where the days that it belongs to are known. */
  dated: new Field('is_dated'),
  /** True of a credit or refund that names no line. */
  unlinked: new Field('is_unlinked'),
  /** Null where its currency has no rate for its month. */
  rate: new Field('fx_rate'),
} as const;

export type SpendView = typeof spendView;
