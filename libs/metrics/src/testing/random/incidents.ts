import type { StoredRow } from '@assay/model';
import fc from 'fast-check';
import { locales, models, workflows } from './dimensions.ts';
import { chance, dayAt, factRows, instant, later, orNull, rowOf, some } from './values.ts';

const incident = fc.record({
  severity_rank: orNull(some(0, 1, 2, 3, 4)),
  workflow_id: orNull(some(...workflows)),
  model_version_id: orNull(some(...models)),
  release_id: orNull(some('r1', 'r2')),
  reported_by: some('customer', 'monitoring'),
  remediation: orNull(some('none', 'hotfix', 'hotfix', 'rollback'), 10),
  is_llm_related: orNull(some(true, true, true, false), 10),
  detected_at: instant(),
  status: some('open', 'mitigated', 'resolved', 'resolved', 'resolved', 'false_alarm'),
  hours: orNull(fc.integer({ min: 1, max: 2400 }), 30),
});

export const incidents = factRows(
  'fact_incident',
  { made: incident, most: 60 },
  ({ hours, detected_at, ...each }, index) => ({
    ...each,
    detected_at,
    resolved_at: hours === null ? null : later(detected_at, hours),
    incident_id: `x${index}`,
  }),
);

/** How sessions of a day may be told: not at all, by workflow, by workflow and model, by locale. */
const breakdowns = [
  [{}],
  workflows.map((workflow_id) => ({ workflow_id })),
  workflows.flatMap((workflow_id) => models.map((model_version_id) => ({ workflow_id, model_version_id }))),
  locales.map((locale) => ({ locale })),
] as const;

type Counter = StoredRow<'fact_counter_daily'>;

const counter = (counter_date: Counter['counter_date'], more: Partial<Counter>): Counter =>
  rowOf('fact_counter_daily', {
    counter_date,
    counter_name: 'sessions',
    bin_key: '',
    environment: 'production',
    workflow_id: '',
    model_version_id: '',
    locale: '',
    vendor_id: '',
    task_id: '',
    ...more,
  });

/** Tasks of a day by one breakdown: as many in each, or a little fewer in one, some of them not all counted or wrongly. */
function tasksOf(
  day: Counter['counter_date'],
  { kind, n, is_test }: { readonly kind: number; readonly n: number; readonly is_test: boolean },
): readonly Counter[] {
  const told = breakdowns[kind] ?? [];
  const environment = n % 4 === 0 ? 'production' : 'eval';
  const all = 400 - (n % 3) * kind;
  return told.flatMap((of, index) => {
    const started = Math.floor(all / told.length) + (index === 0 ? all % told.length : 0);
    const done = Math.floor((started * (60 + (n % 40))) / 100) + (n % 41 === 0 ? started : 0);
    const tasks = { ...of, environment, is_test } as const;
    return [
      counter(day, { ...tasks, counter_name: 'tasks_started', n: started }),
      ...((n + index) % 17 === 0 ? [] : [counter(day, { ...tasks, counter_name: 'tasks_succeeded', n: done })]),
    ];
  });
}

/** Sessions of some days, by some breakdowns each; other counters beside them. */
export const counters: fc.Arbitrary<readonly Counter[]> = fc
  .array(
    fc.record({
      kinds: fc.subarray([0, 1, 2, 3]),
      n: fc.integer({ min: 0, max: 90_000 }),
      is_test: chance(5),
    }),
    { minLength: 150, maxLength: 150 },
  )
  .map((days) =>
    days.flatMap(({ kinds, n, is_test }, day) => [
      counter(dayAt(day), { counter_name: 'tickets', n: 77 }),
      counter(dayAt(day), { environment: 'staging', n: 5000 }),
      ...(day % 4 === 0 ? kinds : [])
        .flatMap((kind) => breakdowns[kind] ?? [])
        .map((told, index) => counter(dayAt(day), { ...told, n: n + index * 1000, is_test })),
      ...(day % 3 === 0 ? kinds : []).flatMap((kind) => tasksOf(dayAt(day), { kind, n, is_test })),
    ]),
  );
