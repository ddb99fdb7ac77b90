import type { Calendar } from '../calendar.ts';
import type { Cell } from '../sql.ts';
import { msOf } from '../calendar.ts';
import { personId, people } from '../dimensions/people.ts';
import { vendorId, vendorKeys } from '../dimensions/vendors.ts';
import { workflowId, workflowKeys, workflows } from '../dimensions/workflows.ts';
import { taskId, tasks } from '../labelling/tasks.ts';
import { bell, draw } from '../draw.ts';
import { literal, nth, valuesOf } from '../sql.ts';
import { lateStory, versionAt } from '../stories.ts';

const firstRecord = 30_000_000_000;
const dayOf = (calendar: Calendar, ms: string) => `(${ms} - ${msOf(calendar.from)}) // 86400000`;

/** Paid for beside the answers themselves: reading, breaks, waiting. */
const paidPerActive = 1.24;
const ownHour = 46;

/**
 * Sums are of whole numbers, here and in money: a sum of fractions depends on the order in which threads add them.
 *
 * Table `entry`: what people worked on, day by day, from their answers and reviews; and what they were paid for
 * besides: training in the first two weeks, a calibration hour every other Friday, idle time.
 */
export function timeEntryTables(calendar: Calendar): readonly string[] {
  const friday = `day.weekday = 4 and day.week % 2 = 0 and day.is_open`;
  return [
    `create temp table entry as
    with spent as (
      select person, ${dayOf(calendar, 'submitted')} as d, task, active as seconds,
        case when is_gold then 'gold' when slot = 4 then 'rework' else 'production' end as activity
      from answer
      union all
      select p.person, ${dayOf(calendar, 'ms')}, task, review_seconds,
        case review_kind when 'adjudication' then 'adjudication' when 'calibration' then 'calibration' else 'review' end
      from review join person p on p.person_id = reviewer
    ), entries as (
      select person, d, activity, arg_max(task, tenths * 16 + task) as task, sum(tenths) / 10.0 * ${paidPerActive} as seconds
      from (select *, cast(round(10 * seconds) as bigint) as tenths from spent) group by all
      union all
      select person, d, 'training', null, 7200 from person join day on day.week between since and since + 1 and day.is_open and d < 364
      union all
      select person, d, 'calibration', null, 3600 from person join day on ${friday} and day.week >= since and day.week < until and d < 364
      union all
      select person, d, 'idle', null, 300 + floor(2400 * ${draw('person * 512 + d', 'idle')}) from person
        join day on day.is_open and day.week >= since and day.week < until and d < 364 where ${draw('person * 512 + d', 'has idle')} < 0.3
    )
    select *, row_number() over (partition by person, d order by activity, seconds) as place from entries`,
  ];
}

/** `fact_time_entry`. */
export function timeEntrySelect(): string {
  return `select ${firstRecord} + (d * 128 + person) * 16 + place as _record, 't' || d || '-' || person || '-' || place as entry_id,
      (select date from day where d = 0) + cast(d as integer) as entry_date, ${nth(
        people.map(({ key }) => personId(key)),
        'person',
      )} as annotator_id,
      ${nth(vendorKeys.map(vendorId), 'vendor')} as vendor_id, ${nth(tasks.map(taskId), 'task')} as task_id, activity,
      60 * cast(ceil(seconds / 60) as integer) as paid_seconds,
      case when vendor = 0 then round(60 * ceil(seconds / 60) / 3600 * ${ownHour}, 2) end as cost_amount,
      case when vendor = 0 then 'USD' end as currency
    from entry join (select person, vendor from person) using (person)`;
}

interface Counter {
  readonly name: string;
  /** Share of the workflow's sessions, or for those of no workflow of all of them. */
  readonly share: string;
  readonly where: string;
}

const perWorkflow: readonly Counter[] = [
  { name: 'sessions', share: '1', where: 'true' },
  { name: 'responses', share: '2.3', where: 'true' },
  { name: 'tasks_started', share: '0.62', where: 'true' },
  // Better with every release, worse where the newest refuses more.
  {
    name: 'tasks_succeeded',
    share: `0.62 * (0.78 + 0.012 * version - case when version = 7 and workflow = ${workflowKeys.indexOf('medical_intake')} then 0.09 else 0 end)`,
    where: 'true',
  },
  { name: 'schema_calls', share: '1.4', where: 'needs_schema' },
  { name: 'schema_valid', share: '1.4 * (0.962 + 0.002 * version)', where: 'needs_schema' },
];

/** Counts have the noise of counts. */
const noisy = (mean: string, key: string, purpose: string) =>
  `cast(greatest(0, round(${mean} + sqrt(${mean}) * ${bell(key, purpose)})) as bigint)`;

function counterRows({ name, share, where }: Counter): string {
  return `select d, date, '${name}' as name, '' as bin, workflow, version, ${noisy(`sessions * (${share})`, 'd * 16 + workflow', name)} as n, null as sum_value, null as sum_sq
    from live where ${where}`;
}

/**
 * `fact_counter_daily`: full telemetry of the products, of which the sampled sessions are one in thirty. The late part is
 * what came after the rest. Needs the table `day` alone.
 */
export function counterSelect(calendar: Calendar, part: 'rest' | 'late'): string {
  const isLate = `d // 7 = ${lateStory.week} and name in (${lateStory.counters.map(literal).join(', ')})`;
  const shares = workflowKeys.map((key, place): readonly Cell[] => [
    place,
    workflows[key].traffic,
    workflows[key].schema,
  ]);
  const total = workflowKeys.reduce((sum, key) => sum + workflows[key].traffic, 0);
  const desk: readonly (readonly [string, string])[] = [
    ['tickets', '0.031'],
    ['tickets_deflected', '(0.018 + 0.0008 * version)'],
  ];
  const bins = ['01|[0,50)', '02|[50,100)', '03|[100,200)', '04|[200,400)', '05|[400,800)', '06|[800,)'];
  return `with live as (
      select d, date, week, workflow, needs_schema, ${versionAt(calendar, 'ms')} as version,
        30 * traffic * (1780 + 700 * week / 51.0) * share / ${total} as sessions
      from day, ${valuesOf(['workflow', 'share', 'needs_schema'], shares)} where d < 364
    ), whole as (select d, any_value(date) as date, any_value(version) as version, sum(cast(round(sessions) as bigint)) as sessions from live group by d),
    counters as (
      ${perWorkflow.map(counterRows).join(' union all ')}
      union all ${desk
        .map(
          ([name, share]) =>
            `select d, date, '${name}', '', null, version, ${noisy(`sessions * ${share}`, 'd', name)}, null, null from whole`,
        )
        .join(' union all ')}
      union all select d, date, 'csat', '', null, version, n, round(n * (4.02 + 0.02 * version), 1), round(n * (17.1 + 0.16 * version), 1)
        from (select *, ${noisy('sessions * 0.008', 'd', 'csat')} as n from whole)
      union all select d, date, 'input:prompt_tokens', ${nth(bins, 'bin')}, null, version,
        ${noisy(`sessions * [0.16, 0.27, 0.29, 0.17, 0.08, 0.03][1 + bin] * (1 + 0.006 * (bin - 2) * (d / 7.0))`, 'd * 16 + bin', 'tokens')}, null, null
        from whole, range(${bins.length}) bins(bin)
    )
    select ${firstRecord + 1_000_000_000} + row_number() over (order by d, name, bin, workflow) as _record, date as counter_date, name as counter_name,
      bin as bin_key, 'production' as environment, coalesce(${nth(workflowKeys.map(workflowId), 'workflow')}, '') as workflow_id, '' as model_version_id,
      '' as locale, '' as vendor_id, '' as task_id, n, sum_value, sum_sq from counters where ${part === 'late' ? isLate : `not (${isLate})`}`;
}

/** `fact_survey_response`: stakeholders once a quarter, teams' attestations of standards, and what end users say. */
export function surveySelect(calendar: Calendar): string {
  const rises = `case question when 'usefulness' then 3.9 when 'clarity' then 3.75 else 3.65 end + 0.14 * wave`;
  const invited = `(select ms from day where d = 91 * wave + 70) + 32400000`;
  const teams = ['assistant', 'studio', 'care', 'search', 'safety', 'platform', 'growth'];
  const answered = (purpose: string, share: number) =>
    `case when ${draw('k', purpose)} < ${share} then invited + cast(86400000 * (0.1 + 9 * pow(${draw('k', `${purpose} when`)}, 2)) as bigint) end`;
  return `with stakeholder as (
      select 'stakeholders' as survey, wave, question, 'r' || person as respondent, ['pm', 'engineering', 'trust_safety', 'support'][1 + person % 4] as f,
        ${nth(teams, `person % ${teams.length}`)} as team, ${invited} as invited, (wave * 64 + person) * 8 + place as k,
        greatest(1, least(5, round(${rises} + 0.75 * ${bell('(wave * 64 + person) * 8 + place', 'score')}))) as score, 5.0 as scale
      from range(4) waves(wave), range(34) persons(person), (values ('usefulness', 0), ('clarity', 1), ('responsiveness', 2)) questions(question, place)
    ), attestation as (
      select 'standards', wave, question, 'lead-' || team, 'team_lead', ${nth(teams, 'team')}, ${invited}, 100000 + (wave * 64 + team) * 8 + place,
        case when team <= wave + 1 - place // 2 + case when place = 0 then 1 else 0 end then 1.0 else 0.0 end, 1.0
      from range(4) waves(wave), range(${teams.length}) t(team), (values ('uses_rubric_template', 0), ('uses_dataset_card', 1), ('uses_eval_gate', 2)) questions(question, place)
    ), user_said as (
      select 'csat', wave, 'csat', 'u' || person, 'end_user', null, ${invited} + person * 600000, 200000 + wave * 1024 + person,
        greatest(1, least(5, round(4.0 + 0.05 * wave + 0.9 * ${bell('wave * 1024 + person', 'csat score')}))), 5.0
      from range(4) waves(wave), range(160) persons(person)
    ), asked as (
      select *, ${answered('answers', 0.68)} as said from (select * from stakeholder union all select * from attestation union all select * from user_said)
    )
    select ${firstRecord + 2_000_000_000} + k as _record, 'q' || k as response_id, survey as survey_id,
      strftime(make_timestamptz(invited * 1000), '%Y') || 'Q' || quarter(make_timestamptz(invited * 1000)) as wave, question as question_code,
      'sample:respondent:' || respondent as respondent_id, f as respondent_function, team as team_id,
      make_timestamptz(invited * 1000) as invited_at, make_timestamptz(said * 1000) as answered_at, case when said is not null then score end as score_num,
      scale as scale_max
    from (select * replace (case when said < ${calendar.end} then said end as said) from asked)`;
}
