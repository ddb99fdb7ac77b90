import type { Calendar } from '../calendar.ts';
import type { Shares } from '../sql.ts';
import { workflowKeys, workflows } from '../dimensions/workflows.ts';
import { below, draw } from '../draw.ts';
import { listOf, pick } from '../sql.ts';
import { versionAt } from '../stories.ts';
import { ambiguous, answerable, unsafe } from './behaviour.ts';

/** Sessions drawn in a week: one in 30 of all. Traffic grows over the year. */
const sessions = { first: 1780, last: 2480 } as const;
export const sessionProbability = 1 / 30;
/** Answers of a drawn session that look like refusals are all kept, of the rest one in three. */
export const keptOfPlainAnswers = 1 / 3;

const traffic: Shares<number> = workflowKeys.map((key, place) => [place, workflows[key].traffic]);
const locales: Shares<string> = [
  ['en-US', 50],
  ['en-GB', 14],
  ['de-DE', 16],
  ['es-ES', 11],
  ['fr-FR', 9],
];
const hourShares = [3, 2, 2, 2, 3, 5, 8, 14, 24, 31, 33, 32, 28, 30, 32, 31, 28, 24, 20, 17, 14, 11, 8, 5];
/** Every hour as often as its share says, so that an even draw of a place picks it so. */
const hoursOfDay = listOf(hourShares.flatMap((share, hour) => Array<number>(share).fill(hour)));
const hourPlaces = hourShares.reduce((sum, share) => sum + share, 0);
const turns: Shares<number> = [
  [1, 40],
  [2, 27],
  [3, 17],
  [4, 10],
  [6, 6],
];
const touchiness: Shares<number> = [
  [0.4, 25],
  [0.8, 35],
  [1, 30],
  [3.2, 10],
];

/** Sessions of the live products: number `s`, and what their turns share. */
function sessionRows(calendar: Calendar): string {
  const spread = `(${sessions.first} + ${sessions.last - sessions.first} * week / 51.0)`;
  return `select *, ${versionAt(calendar, 'ms')} as version from (
    select d * 8192 + k as s, ${pick(draw('d * 8192 + k', 'workflow'), traffic)} as workflow,
      ${pick(draw('d * 8192 + k', 'locale'), locales)} as locale,
      ${pick(draw('d * 8192 + k', 'touchy'), touchiness)} as touchy,
      ${draw('d * 8192 + k', 'probing')} < 0.05 as is_probing, ${pick(draw('d * 8192 + k', 'turns'), turns)} as turns,
      ms + 3600000 * ${hoursOfDay}[1 + ${below('d * 8192 + k', 'hour', hourPlaces)}]
        + ${below('d * 8192 + k', 'minute', 3_240_000)} as ms
    from (select d, week, ms, unnest(range(cast(round(traffic * ${spread}) as bigint))) as k from day where week < 52)
  )`;
}

/** The answers to every turn, before any is dropped: number `o`. */
function turnRows(calendar: Calendar): string {
  return `select s * 8 + turn as o, s, workflow, locale, touchy, version, ms + turn * 40000 as ms,
      case when ${draw('s * 8 + turn', 'class')} < 0.025 then 2 when ${draw('s * 8 + turn', 'class')} < 0.055 then 3
        when ${draw('s * 8 + turn', 'unsafe')} < case when is_probing then 0.72 else 0.022 end then 1 else 0 end as class
    from (select *, unnest(range(turns)) as turn from (${sessionRows(calendar)}))`;
}

/**
 * Sampled answers of the live products: one in thirty sessions, and of these what looks refused three times as often as
 * the rest. The cheap filter that decides this overlooks some half refusals and suspects some good answers.
 */
export function productionRows(calendar: Calendar): string {
  const isSuspect = `${draw('o', 'suspect')} < case level when 2 then 0.98 when 1 then 0.82 else 0.012 end`;
  return `select 'production' as environment, o, ms, version, workflow, locale, 's' || s as session,
      class, level, false as half_is_right, cast(null as varchar) as run, cast(null as varchar) as case_version,
      0 as sample_index, is_suspect
    from (
      select *, ${isSuspect} as is_suspect from (
        select t.*, case class when 0 then ${answerable('o')} when 1 then ${unsafe('o')} when 2 then ${ambiguous('o')}
          else ${answerable('o')} end as level
        from (${turnRows(calendar)}) t join habit using (version, workflow)
      )
    ) where is_suspect or ${draw('o', 'kept')} < ${keptOfPlainAnswers}`;
}
