import { date, int, money, str } from '../column.ts';
import { table } from '../table.ts';

export const factTimeEntry = table({
  name: 'fact_time_entry',
  rows: 'time entries',
  kind: 'fact',
  family: 'Labelling facts',
  core: false,
  changes: 'event',
  grain: 'one row per annotator, day, task and activity',
  source: 'vendor timesheets, platform time reports, Smartsheet',
  partition: 'entry_date',
  cluster: ['vendor_id'],
  columns: [
    str('entry_id', 'key of the entry', { key: 1 }),
    date('entry_date', 'day worked', { required: true }),
    str('annotator_id', 'who worked', { pii: 'pseudo' }),
    str('vendor_id', 'supplier; the own team is one'),
    str('task_id', 'task worked on', { maybe: true }),
    str('activity', 'what the time went into', {
      oneOf: [
        'production',
        'rework',
        'review',
        'adjudication',
        'gold',
        'calibration',
        'training',
        'guidelines',
        'incident',
        'idle',
      ],
    }),
    int('paid_seconds', 'time paid for'),
    money('cost_amount', 'cost of the time', { maybe: true, pii: 'conf' }),
    str('currency', 'ISO 4217', { maybe: true }),
  ],
});
