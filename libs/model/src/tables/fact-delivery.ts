import { date, int, quantity, str, ts } from '../column.ts';
import { table } from '../table.ts';

export const factDelivery = table({
  name: 'fact_delivery',
  rows: 'deliveries',
  kind: 'fact',
  family: 'Money facts',
  core: true,
  changes: 'snapshot',
  grain: 'one row per batch handed over by a vendor (an internal batch counts)',
  source: 'vendor portal, Airtable or Smartsheet queue, Scale batch, Surge project, Labelbox batch',
  partition: 'service_from',
  cluster: ['vendor_id'],
  columns: [
    str('batch_id', 'key of the batch', { key: 1 }),
    str('vendor_id', 'supplier; the own team is one'),
    str('task_version_id', 'task under one rubric version'),
    str('po_number', 'purchase order', { maybe: true, pii: 'conf' }),
    str('unit', 'unit the quantities count'),
    ts('promised_at', 'agreed hand-over', { maybe: true }),
    ts('delivered_at', 'handed over', { maybe: true }),
    date('service_from', 'first day of work', { required: true }),
    date('service_to', 'day after the last'),
    quantity('qty_submitted', 'handed over'),
    quantity('qty_accepted', 'of those, accepted'),
    quantity('qty_rejected', 'of those, rejected'),
    quantity('qty_pending', 'of those, not yet decided'),
    int('sample_size', 'acceptance sample', { maybe: true }),
    int('sample_defects', 'defects found in it', { maybe: true }),
    str('decision', 'verdict on the batch', { oneOf: ['pending', 'accepted', 'partial', 'rejected', 'frozen'] }),
    ts('decided_at', 'decision made', { maybe: true }),
  ],
});
