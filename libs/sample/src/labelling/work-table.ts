import type { Calendar } from '../calendar.ts';
import type { Task } from './tasks.ts';
import { vendorKeys } from '../dimensions/vendors.ts';
import { nodeId } from '../dimensions/taxonomy.ts';
import { draw } from '../draw.ts';
import { workdaysAfter } from '../staff/working-time.ts';
import { listOf, literal, nth, pick } from '../sql.ts';
import { versionAt } from '../stories.ts';
import { languageOfLocale, localesOf } from './locales.ts';
import { tasks, taskVersions } from './tasks.ts';

/** Items of a task and day at most. */
export const itemsOfDay = 512;
/** Steps of an item's number from one day to the next. */
export const numbersOfDay = 16 * itemsOfDay;

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
    draw('subject', 'vendor'),
    vendors.map(([key, share]) => [vendorKeys.indexOf(key), share] as const),
  ),
);
const truthOf = `case v ${taskVersions()
  .map(({ number, edition }) => {
    const places = edition.labels.map(([, share], place) => [place, share] as const);
    return `when ${number} then ${pick(draw('subject', 'truth'), places)}`;
  })
  .join(' ')} end`;
const localeOf = `case vendor ${vendorKeys
  .map((key, vendor) => `when ${vendor} then ${pick(draw('subject', 'locale'), localesOf[key])}`)
  .join(' ')} end`;

/**
 * Number of the item that an item is about: its own but for a few of the week before the new intent guideline, which are
 * done again under it three weeks later, and for one in a hundred, which is a copy of the item before it. What is right, how
 * hard it is, where it came from and who is sent it are the subject's.
 */
const before = `w - ${21 * numbersOfDay}`;
const subjectOf = `case when task = 0 and week = 20 and ${draw('w', 'purpose')} >= 0.06 and ${draw(before, 'purpose')} >= 0.06
    and ${draw('w', 'redo')} < 0.6 then ${before}
  when k > 0 and ${draw('w', 'copy')} < 0.011 then w - 1 else w end`;

/**
 * Table `work`: every item of labelling work, its right answer and how hard it is. Items enter the queue in nightly imports
 * and small lots, before anybody's offices open; `d` is the day, `assigned` the working day on which somebody first takes
 * it, `closes` the Friday by which the batch is to be finished, a week later for the few that are let slip.
 */
export function workTables(calendar: Calendar): readonly string[] {
  const lag = pick('waits', [
    [0, 57],
    [1, 28],
    [2, 10],
    [3, 5],
  ]);
  // One list for all rows: a join here would be built from the items.
  const nextWorkday = '(select list(next order by d) from day)';
  const minute = `case when ${draw('w', 'lot')} < 0.7 then 1800 + floor(1500 * ${draw('w', 'import')}) else 3300 + floor(1800 * ${draw('w', 'import')}) end`;
  return [
    taskTable(),
    `create temp table work as
    with planned as (
      select *, unnest(range(cast(floor(labour * per_day + ${draw('d * 16 + task', 'items')}) as bigint))) as k
      from (select d, next, week, ms, labour, t.* from day join task t on d >= from_d and d < to_d where d < 364 order by d, task)
    ), drawn as (
      select *, ${subjectOf} as subject, ${draw('w', 'queue')} * (0.85 + 0.35 * ${draw('week', 'queue of a week')}) as waits
      from (select *, (d * 16 + task) * ${itemsOfDay} + k as w from planned)
    ), sent as (
      select w, subject, v, task, d, k, week, ms, ${vendorOf} as vendor, labels, judgements, seconds, err, basis, level, tier, is_suggested, is_about_outputs,
        ${truthOf} as truth, ${workdaysAfter('next', lag)} as begins
      from drawn
    ), located as (select *, ${localeOf} as locale from sent)
    select w, subject, v, task, i.d, k, i.week, vendor, truth, len(labels) as kinds, judgements, seconds, err, basis, level, tier,
      pow(${draw('subject', 'difficulty')}, 2) as difficulty, locale, ${nth(languageOfLocale, 'locale')} as language, ${nextWorkday}[1 + begins] as assigned,
      7 * i.week + case when ${draw('(i.week * 8 + vendor) * 16 + task', 'closes in time')} < 0.78 then 11 else 18 end as closes,
      i.ms + 1000 * cast(${minute} as bigint) as created,
      case when ${draw('w', 'purpose')} < 0.05 then 'gold' when ${draw('w', 'purpose')} < 0.056 then 'calibration'
        when ${draw('w', 'purpose')} < 0.06 then 'qualification' else 'production' end as purpose,
      ${draw('w', 'cancelled')} < 0.004 as is_cancelled, case when is_suggested and i.week >= 10
        then case when ${draw('w', 'suggestion')} < 0.86 then truth else (truth + 1) % kinds end end as suggestion,
      case when is_about_outputs then ${versionAt(calendar, 'i.ms')} end as version
    from located i`,
  ];
}
