import type { Calendar } from '../calendar.ts';
import type { Task } from './tasks.ts';
import { people, personId } from '../dimensions/people.ts';
import { vendorKeys } from '../dimensions/vendors.ts';
import { nodeId } from '../dimensions/taxonomy.ts';
import { draw } from '../draw.ts';
import { listOf, literal, pick, valuesOf } from '../sql.ts';
import { versionAt } from '../stories.ts';
import { tasks, taskVersions } from './tasks.ts';

/** Items of a task and day at most. */
export const itemsOfDay = 512;
/** Steps of an item's number from one day to the next. */
export const numbersOfDay = 16 * itemsOfDay;

/** Table `person`: what SQL must know of people; `pool`: who answers for a vendor in a week, as a list. */
function peopleTables(): readonly string[] {
  const rows = people.map(({ number, key, vendor, role, errs, takes, from, until }) => [
    number,
    personId(key),
    vendorKeys.indexOf(vendor),
    errs,
    takes,
    from,
    until ?? 1000,
    role === 'reviewer' || role === 'adjudicator',
  ]);
  const columns = ['person', 'person_id', 'vendor', 'errs', 'takes', 'since', 'until', 'reviews'];
  return [
    `create temp table person as select * from ${valuesOf(columns, rows)}`,
    // The own team is small: its reviewers answer, too.
    `create temp table pool as
    select vendor, w as week, list(person order by person) as people, count(*) as n from person, range(56) weeks(w)
    where since <= least(w, 51) and least(w, 51) < until and (not reviews or vendor = 0) group by vendor, w`,
    `create temp table reviewer as
    select w as week, list(person_id order by person) as people, count(*) as n from person, range(56) weeks(w)
    where reviews and since <= least(w, 51) and least(w, 51) < until group by w`,
  ];
}

/** Table `task`, one row a version of its rubric: `labels` are the answers it knows. */
function taskTable(): string {
  const rows = taskVersions().map(({ number, task, edition, id, from, to }) => {
    const { key, level, judgements, perDay, seconds, err, basis, tier, about, suggested } = tasks[task] as Task;
    const codes = edition.labels.map(([code]) => code);
    const nodes = edition.taxonomy ? codes.map((code) => nodeId('failure_mode', edition.taxonomy ?? 1, code)) : [];
    return `(${[number, task, id, key, 7 * from, 7 * (to ?? 60), level, judgements, perDay, seconds, err, basis, tier]
      .map(literal)
      .join(
        ', ',
      )}, ${about === 'outputs'}, ${suggested === true}, ${listOf(codes)}, ${nodes.length ? listOf(nodes) : 'cast([] as varchar[])'})`;
  });
  return `create temp table task as select * from (values ${rows.join(',\n')}) given(v, task, task_version, task_key, from_d, to_d,
    level, judgements, per_day, seconds, err, basis, tier, is_about_outputs, is_suggested, labels, nodes)`;
}

const byTask = (of: (task: Task) => string): string =>
  `case task ${tasks.map((task, place) => `when ${place} then ${of(task)}`).join(' ')} end`;
const vendorOf = byTask(({ vendors }) =>
  pick(
    draw('w', 'vendor'),
    vendors.map(([key, share]) => [vendorKeys.indexOf(key), share] as const),
  ),
);
const truthOf = `case v ${taskVersions()
  .map(({ number, edition }) => {
    const places = edition.labels.map(([, share], place) => [place, share] as const);
    return `when ${number} then ${pick(draw('subject', 'truth'), places)}`;
  })
  .join(' ')} end`;
const locale = pick(draw('subject', 'locale'), [
  ['en-US', 46],
  ['en-GB', 12],
  ['de-DE', 18],
  ['es-ES', 13],
  ['fr-FR', 11],
]);

/**
 * Number of the item that an item is about: its own but for a few of the week before the new intent guideline, which are
 * done again under it three weeks later, and for one in a hundred, which is a copy of the item before it. What is right, how
 * hard it is and where it came from are the subject's.
 */
const before = `w - ${21 * numbersOfDay}`;
const subjectOf = `case when task = 0 and week = 20 and ${draw('w', 'purpose')} >= 0.06 and ${draw(before, 'purpose')} >= 0.06
    and ${draw('w', 'redo')} < 0.6 then ${before}
  when k > 0 and ${draw('w', 'copy')} < 0.011 then w - 1 else w end`;

/**
 * Table `work`: every item of labelling work, its right answer and how hard it is. Items enter the queue in nightly imports
 * and small lots before the offices open; `d` is the day, `assigned` the working day on which somebody first takes it.
 */
export function workTables(calendar: Calendar): readonly string[] {
  const lag = pick(draw('w', 'queue'), [
    [0, 52],
    [1, 27],
    [2, 12],
    [3, 5],
    [5, 4],
  ]);
  const minute = `case when ${draw('w', 'lot')} < 0.7 then 7200 + floor(1500 * ${draw('w', 'import')}) else 14400 + floor(13000 * ${draw('w', 'import')}) end`;
  return [
    ...peopleTables(),
    taskTable(),
    `create temp table work as
    with planned as (
      select *, unnest(range(cast(floor(labour * per_day + ${draw('d * 16 + task', 'items')}) as bigint))) as k
      from (select d, week, ms, labour, t.* from day join task t on d >= from_d and d < to_d where d < 364 order by d, task)
    ), drawn as (
      select *, ${subjectOf} as subject from (select *, (d * 16 + task) * ${itemsOfDay} + k as w from planned)
    )
    select w, subject, v, task, d, k, week, ${vendorOf} as vendor, ${truthOf} as truth, len(labels) as kinds, judgements, seconds, err, basis,
      level, tier, pow(${draw('subject', 'difficulty')}, 2) as difficulty, ${locale} as locale, d + ${lag} as taken,
      ms + 1000 * cast(${minute} as bigint) as created,
      case when ${draw('w', 'purpose')} < 0.05 then 'gold' when ${draw('w', 'purpose')} < 0.056 then 'calibration'
        when ${draw('w', 'purpose')} < 0.06 then 'qualification' else 'production' end as purpose,
      ${draw('w', 'cancelled')} < 0.004 as is_cancelled, case when is_suggested and week >= 10
        then case when ${draw('w', 'suggestion')} < 0.86 then truth else (truth + 1) % kinds end end as suggestion,
      case when is_about_outputs then ${versionAt(calendar, 'ms')} end as version
    from drawn`,
  ];
}
