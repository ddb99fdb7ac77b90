import { date, flt, int, str } from '../column.ts';
import { table } from '../table.ts';
import { environments } from '../vocabulary.ts';

export const factCounterDaily = table({
  name: 'fact_counter_daily',
  rows: 'daily counters',
  kind: 'fact',
  family: 'Model output facts',
  core: false,
  changes: 'event',
  grain: 'one row per day, counter, bin and dimension combination',
  source:
    'product telemetry rollups, Datadog or Grafana metrics export, WhyLabs/whylogs profiles (counts and histogram bins), warehouse jobs',
  note: 'Already added up in the source.',
  partition: 'counter_date',
  cluster: ['counter_name'],
  columns: [
    date('counter_date', 'day counted', { key: 1 }),
    str(
      'counter_name',
      'e.g. sessions, tasks_started, tasks_succeeded, responses, schema_calls, schema_valid, tickets, tickets_deflected, csat, input:FEATURE',
      { key: 2 },
    ),
    str('bin_key', "'' for a plain counter; else bin label, zero-padded order prefix '03|[20,40)'", {
      key: 3,
      empty: true,
    }),
    str('environment', 'where it was counted', { key: 4, oneOf: environments }),
    str('workflow_id', "'' = all", { key: 5, empty: true }),
    str('model_version_id', "'' = all", { key: 6, empty: true }),
    str('locale', "'' = all", { key: 7, empty: true }),
    str('vendor_id', "'' = all", { key: 8, empty: true }),
    str('task_id', "'' = all", { key: 9, empty: true }),
    int('n', 'count'),
    flt('sum_value', 'sum of the measured value', { maybe: true }),
    flt('sum_sq', 'sum of its squares', { maybe: true }),
  ],
});
