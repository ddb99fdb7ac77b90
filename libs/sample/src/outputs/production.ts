import type { Calendar } from '../calendar.ts';
import type { Shares } from '../sql.ts';
import { bell, below, draw } from '../draw.ts';
import { listOf, pick } from '../sql.ts';
import { versionAt } from '../stories.ts';
import { ambiguous, answerable, unsafe } from './behaviour.ts';
import { localeOf, probed } from './service.ts';

/** One session in 30 is drawn. */
export const sessionProbability = 1 / 30;
/** Answers of a drawn session that look like refusals are all kept, of the rest one in three. */
export const keptOfPlainAnswers = 1 / 3;

/** Shares of the hours, of a place an hour before UTC; the United States are some hours behind. */
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

/** Sessions of the live products: number `s`, and what their turns share. In some weeks people ask a workflow harder things. */
function sessionRows(calendar: Calendar): string {
  return `select *, ${versionAt(calendar, 'ms')} as version from (
    select s, workflow, ${localeOf('s')} as locale,
      ${pick(draw('s', 'touchy'), touchiness)} * (1 + 0.1 * ${bell('week * 16 + workflow', 'touchy week')}) as touchy,
      ${draw('s', 'probing')} < ${probed} as is_probing, ${probed} as probed, ${pick(draw('s', 'turns'), turns)} as turns,
      cast(12000 + 100000 * pow(${draw('s', 'pace')}, 2) as bigint) as pace,
      ms + 3600000 * ((${hoursOfDay}[1 + ${below('s', 'hour', hourPlaces)}] + case locale when 'en-US' then 6 when 'en-GB' then 1 else 0 end) % 24) + ${below('s', 'minute', 3_600_000)} as ms
    from (select week, ms, workflow, d * 8192 + workflow * 512 + unnest(range(n)) as s from (
      select *, cast(greatest(0, round(sessions + 0.7 * sqrt(sessions) * ${bell('d * 16 + workflow', 'sessions')})) as bigint) as n from demand
    ))
  )`;
}

/** The answers to every turn, before any is dropped: number `o`. */
function turnRows(calendar: Calendar): string {
  return `select s * 8 + turn as o, s, workflow, locale, touchy, version, ms + turn * pace + ${below('s * 8 + turn', 'types', 9000)} as ms,
      case when ${draw('s * 8 + turn', 'class')} < 0.025 then 2 when ${draw('s * 8 + turn', 'class')} < 0.055 then 3
        when ${draw('s * 8 + turn', 'unsafe')} < case when is_probing then 0.72 else 0.44 * probed end then 1 else 0 end as class
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
    ) where ms < ${calendar.end} and (is_suspect or ${draw('o', 'kept')} < ${keptOfPlainAnswers})`;
}
