import type { RawBuilder } from 'kysely';
import type { Fact, RelationScope } from '../fact.ts';
import type { InstantBounds } from '../plan/bounds.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import type { Tables } from '../tables.ts';
import { sql } from 'kysely';
import { and, value, word } from '../dialect.ts';
import { dimensionColumns, joinsFor } from '../fact.ts';
import { Field } from '../field.ts';
import { within } from '../plan/bounds.ts';
import { localDay } from '../time/local-day.ts';
import { outputFact } from './fact.ts';

/** Over the alias o: a count of a day, or an output; both have the columns that these are made of. */
const { environment, model_version, release, workflow, criticality, locale } = outputFact.dimensions;
const dimensions = { environment, model_version, release, workflow, criticality, locale };
const { model, workflow: workflows } = outputFact.joins;
const named = { dimensions, joins: { model, workflow: workflows } } satisfies Partial<Fact>;

/** Tasks that were begun on a day, as definitions see them. */
export const taskView = {
  source: new Field<'counted' | 'sampled'>('source'),
  environment: new Field<'eval' | 'red_team' | 'staging' | 'production'>('environment'),
  started: new Field('started'),
  /** Null where nobody counted those that were done. */
  succeeded: new Field('succeeded'),
  /** True where an output's sampling probability is known. */
  sampled: new Field('sampled'),
} as const;

/** A breakdown is as good as the fullest that counted so much of what that did; of those the one that tells most is taken. */
const asFull = 0.99;

const told = ['workflow_id', 'model_version_id', 'locale', 'vendor_id', 'task_id'] as const;

/** Days of the counts; one too many on either side, because days have no zone and buckets cut exactly. */
function counted({ bounds, tables }: { readonly bounds: InstantBounds; readonly tables: Tables }): RawBuilder<unknown> {
  const day = (instant: string) => value('date', instant.slice(0, 10));
  const columns = told.map((column) => sql`nullif(${sql.ref(column)}, '') as ${sql.ref(column)}`);
  return sql`
    select counter_date, environment, counter_name, n, ${sql.join(columns)}
    from ${tables('fact_counter_daily')} c
    where counter_date >= ${day(bounds.from)} and counter_date <= ${day(bounds.to)} and bin_key = ''
      and counter_name in ('tasks_started', 'tasks_succeeded') and coalesce(is_test, false) = false and voided_at is null`;
}

/** Counts by what they are told by. Those of different breakdowns are of the same tasks and never added. */
function countQueries(scope: RelationScope): readonly NamedQuery[] {
  const { functions: f } = scope;
  const names = told.map((column) => sql`case when ${sql.ref(column)} is null then '' else ${word(`${column},`)} end`);
  const number = told.map((column) => sql`case when ${sql.ref(column)} is null then 0 else 1 end`);
  const keys = sql.join(told.map((column) => sql.ref(column)));
  return [
    ['counter', counted(scope)],
    [
      'task_count',
      sql`
    select counter_date, environment, ${keys}, ${f.concat(...names)} as breakdown, ${sql.join(number, sql` + `)} as detail,
      max(case when counter_name = 'tasks_started' then n end) as started,
      max(case when counter_name = 'tasks_succeeded' then n end) as succeeded
    from counter
    group by counter_date, environment, ${keys}`,
    ],
    [
      'breakdown_day',
      sql`
    select counter_date, environment, breakdown, max(detail) as detail, sum(started) as started
    from task_count where started is not null group by counter_date, environment, breakdown`,
    ],
    [
      'taken_breakdown',
      sql`
    select counter_date, environment, breakdown from (
      select d.*, row_number() over (partition by d.counter_date, d.environment order by d.detail desc, d.started desc, d.breakdown) as place
      from breakdown_day d
      join (select counter_date, environment, max(started) as fullest from breakdown_day group by counter_date, environment) m
        on m.counter_date = d.counter_date and m.environment = d.environment and d.started >= m.fullest * ${sql.lit(asFull)}
    ) ranked where place = 1`,
    ],
  ];
}

const currentOutput = sql`coalesce(p.is_test, false) = false and p.voided_at is null`;

/** Counts of days, and of days that nobody counted the sampled outputs, by the columns that both have. */
function tasks(scope: RelationScope): RawBuilder<unknown> {
  const { tables, functions: f, bounds } = scope;
  const one = (as: 'int' | 'flt'): RawBuilder<unknown> => sql`${f.cast(sql`1`, as)}`;
  const text = told.map((column) => sql`coalesce(c.${sql.ref(column)}, '')`);
  const key = [sql`${f.cast(sql`c.counter_date`, 'str')}`, sql`c.environment`, ...text];
  return sql`
    select ${f.concat(...key.flatMap((part, index) => (index === 0 ? [part] : [sql`' '`, part])))} as task_key, 'counted' as source, c.counter_date as begun_on,
      c.environment, c.workflow_id, c.model_version_id, c.locale, c.started, c.succeeded, ${f.cast(sql`c.counter_date`, 'str')} as cluster_key,
      ${one('flt')} as weight, true as sampled
    from task_count c
    join taken_breakdown t on t.counter_date = c.counter_date and t.environment = c.environment and t.breakdown = c.breakdown
    where c.started is not null
    union all
    select p.output_id, 'sampled', p.begun_on, p.environment, p.workflow_id, p.model_version_id, p.locale, ${one('int')},
      case when p.task_success then 1 else 0 end, coalesce(p.session_key, p.output_id),
      coalesce(${one('flt')} / ${f.cast(sql`p.sampling_prob`, 'flt')}, 1), p.sampling_prob is not null
    from (select p.*, ${localDay(sql`p.produced_at`, scope)} as begun_on from ${tables('fact_output')} p
      where ${within('p.produced_at', bounds)} and ${currentOutput} and p.task_success is not null) p
    left join taken_breakdown t on t.counter_date = p.begun_on and t.environment = p.environment
    where t.breakdown is null`;
}

function relation(scope: RelationScope): readonly NamedQuery[] {
  return [
    ...countQueries(scope),
    ['task', tasks(scope)],
    [
      'fact_row',
      sql`
    select o.*${dimensionColumns(named, scope.dimensions)}
    from task o
    ${joinsFor(named, scope)}`,
    ],
  ];
}

/** Tasks by the day on which they were begun: as they were counted, each day a cluster; else those of sampled sessions. */
export const taskFact = {
  table: 'fact_counter_daily',
  standIn: 'fact_output',
  reads: ['fact_counter_daily', 'fact_output'],
  view: taskView,
  times: { begun_on: { type: 'date', dates: ['counter_date'] } },
  ...named,
  guard: 'environment',
  samples: null,
  isGraded: false,
  quantity: 'started',
  key: 'task_key',
  shown: [
    { name: 'task_key', title: 'Count', type: 'str' },
    { name: 'source', title: 'Source', type: 'str' },
    { name: 'workflow_id', title: 'Workflow', type: 'str', dimension: 'workflow' },
    { name: 'model_version_id', title: 'Model version', type: 'str', dimension: 'model_version' },
    { name: 'started', title: 'Begun', type: 'int' },
    { name: 'succeeded', title: 'Done', type: 'int' },
  ],
  relation,
  bare: (scope) => sql`
    select 1 as one${dimensionColumns(named, scope.dimensions)}
    from (${counted(scope)}
    ) o
    ${joinsFor(named, scope)}
    where ${and(sql`o.counter_name = 'tasks_started'`)}`,
} as const satisfies Fact;
