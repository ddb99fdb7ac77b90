import { date, int, money, quantity, str, ts } from '../column.ts';
import { table } from '../table.ts';

export const factInvoiceLine = table({
  name: 'fact_invoice_line',
  kind: 'fact',
  family: 'Money facts',
  core: true,
  changes: 'event',
  grain: 'one row per line of an invoice, credit note or refund',
  source: 'ERP (accounts payable) export, vendor portal CSV',
  readers: ['finance', 'lead'],
  partition: 'posting_date',
  cluster: ['vendor_id'],
  columns: [
    str('invoice_line_id', 'key of the line', { key: 1 }),
    str('vendor_id', 'supplier; the own team is one'),
    str('invoice_number', 'number on the document', { pii: 'conf' }),
    int('line_no', 'line on the document'),
    str('line_kind', 'what the line does', { oneOf: ['invoice', 'credit_note', 'refund', 'adjustment', 'fixed_fee'] }),
    str('credits_line_id', 'line reduced by a credit note or refund', { maybe: true }),
    str('status', 'state of the line; draft and void count nowhere', {
      required: true,
      oneOf: ['draft', 'approved', 'disputed', 'paid', 'void'],
    }),
    date('invoice_date', 'date on the document'),
    date('posting_date', 'day in the ledger', { required: true }),
    date('service_from', 'first day of service'),
    date('service_to', 'day after the last'),
    str('task_id', 'task billed', { maybe: true }),
    str('batch_id', 'batch billed', { maybe: true }),
    str('cost_category', 'what the money is for', {
      oneOf: ['labeling', 'rework', 'audit', 'platform', 'training', 'other'],
    }),
    str('unit', 'unit the quantity counts'),
    quantity('qty', 'negative on credits'),
    money('unit_price', 'price of one unit', { pii: 'conf' }),
    money('amount', 'net of tax, negative on credits', { pii: 'conf' }),
    money('tax_amount', 'never in a metric', { maybe: true, pii: 'conf' }),
    str('currency', 'ISO 4217'),
    str('po_number', 'purchase order', { maybe: true, pii: 'conf' }),
    ts('paid_at', 'paid', { maybe: true }),
  ],
});
