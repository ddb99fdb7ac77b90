import type { Calendar } from '../calendar.ts';
import { modelVersionId } from '../dimensions/model-versions.ts';
import { workflowId, workflowKeys } from '../dimensions/workflows.ts';
import { bell } from '../draw.ts';
import { usual, validSchema } from '../outputs/service.ts';
import { literal, nth } from '../sql.ts';
import { lateStory, versionAt, versionsOf } from '../stories.ts';

const firstRecord = 31_000_000_000;

/** Counts have the noise of counts. */
const noisy = (mean: string, key: string, purpose: string) =>
  `cast(greatest(0, round(${mean} + sqrt(${mean}) * ${bell(key, purpose)})) as bigint)`;

const ofWorkflow = 'd * 16 + workflow';

/** Telemetry of a workflow's day. What is part of another count is that count without the rest, so it never exceeds it. */
const perWorkflow: readonly (readonly [name: string, n: string, where: string])[] = [
  ['sessions', 'sessions', 'true'],
  ['responses', noisy('2.3 * sessions', ofWorkflow, 'responses'), 'true'],
  ['tasks_started', 'started', 'true'],
  [
    'tasks_succeeded',
    `started - least(started, ${noisy('started * (1 - succeeds)', ofWorkflow, 'tasks_failed')})`,
    'true',
  ],
  ['schema_calls', 'called', 'needs_schema'],
  [
    'schema_valid',
    `called - least(called, ${noisy(`called * (1 - ${validSchema})`, ofWorkflow, 'schema_invalid')})`,
    'needs_schema',
  ],
];

/** Share of tasks that succeed: better with every release, worse where the newest refuses more; no week is like another. */
const succeeds = `${usual.succeeds} - 0.07 - case when version = 7 and workflow = ${workflowKeys.indexOf('medical_intake')} then 0.09 else 0 end
  + 0.008 * ${bell('week * 16 + workflow', 'success of a week')}`;

/**
 * `fact_counter_daily`: full telemetry of the products, of which the sampled sessions are one in thirty. The late part is
 * what came after the rest. Needs the tables `day` and `demand` alone.
 */
export function counterSelect(calendar: Calendar, part: 'rest' | 'late'): string {
  const isLate = `d // 7 = ${lateStory.week} and name in (${lateStory.counters.map(literal).join(', ')})`;
  const desk: readonly (readonly [string, string])[] = [
    ['tickets', `(0.031 + 0.002 * ${bell('d // 7', 'tickets of a week')})`],
    ['tickets_deflected', `(0.018 + 0.0008 * version + 0.001 * ${bell('d // 7', 'deflected of a week')})`],
  ];
  const bins = ['01|[0,50)', '02|[50,100)', '03|[100,200)', '04|[200,400)', '05|[400,800)', '06|[800,)'];
  return `with live as (
      select *, ${noisy('0.62 * sessions', ofWorkflow, 'tasks_started')} as started, ${noisy('1.4 * sessions', ofWorkflow, 'schema_calls')} as called,
        ${succeeds} as succeeds
      from (select * replace (${noisy('30 * sessions', ofWorkflow, 'sessions')} as sessions), ${versionAt(calendar, 'ms')} as version from demand)
    ), whole as (select d, any_value(date) as date, any_value(version) as version, sum(sessions) as sessions from live group by d),
    counters as (
      ${perWorkflow
        .map(
          ([name, n, where]) =>
            `select d, date, '${name}' as name, '' as bin, workflow, ${n} as n, null as sum_value, null as sum_sq, ${name.startsWith('tasks_') ? 'version' : 'null'} as version from live where ${where}`,
        )
        .join(' union all ')}
      union all ${desk
        .map(
          ([name, share]) =>
            `select d, date, '${name}', '', null, ${noisy(`sessions * ${share}`, 'd', name)}, null, null, null from whole`,
        )
        .join(' union all ')}
      union all select d, date, 'csat', '', null, n, score, round(score * score / greatest(n, 1) + n * (0.94 + 0.08 * ${bell('d', 'csat spread')})), null
        from (select *, round(n * (4.02 + 0.02 * version + 0.03 * ${bell('d // 7', 'csat of a week')}) + 0.97 * sqrt(n) * ${bell('d', 'csat of a day')}) as score
          from (select *, ${noisy('sessions * 0.008', 'd', 'csat')} as n from whole))
      union all select d, date, 'input:prompt_tokens', ${nth(bins, 'bin')}, null,
        ${noisy(`sessions * [0.16, 0.27, 0.29, 0.17, 0.08, 0.03][1 + bin] * (1 + 0.006 * (bin - 2) * (d / 7.0))`, 'd * 16 + bin', 'tokens')}, null, null, null
        from whole, range(${bins.length}) bins(bin)
    )
    select ${firstRecord} + row_number() over (order by d, name, bin, workflow) as _record, date as counter_date, name as counter_name,
      bin as bin_key, 'production' as environment, coalesce(${nth(workflowKeys.map(workflowId), 'workflow')}, '') as workflow_id, coalesce(${nth(versionsOf(calendar).map(modelVersionId), 'version')}, '') as model_version_id,
      '' as locale, '' as vendor_id, '' as task_id, n, sum_value, sum_sq from counters where ${part === 'late' ? isLate : `not (${isLate})`}`;
}
