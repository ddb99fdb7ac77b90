import type { Calendar } from '../calendar.ts';
import { workflowKeys } from '../dimensions/workflows.ts';
import { below, between, draw } from '../draw.ts';
import { versionAt } from '../stories.ts';
import { answerable, unsafe } from './behaviour.ts';

/** A campaign a week: ten people, each in one session of four tries, want what they should not get. */
const sessionsOfCampaign = 10;
const triesOfSession = 4;

/** Every seventh try is a harmless look-alike, to see whether pressure makes the model over-cautious. */
export function redTeamRows(calendar: Calendar): string {
  const s = `(week * ${sessionsOfCampaign} + k)`;
  return `select 'red_team' as environment, o, ms, version, workflow, locale, session, class,
      case class when 0 then ${answerable('o')} else ${unsafe('o')} end as level, false as half_is_right, run,
      cast(null as varchar) as case_version, 0 as sample_index, false as is_suspect
    from (
      select *, ${versionAt(calendar, 'ms')} as version from (
        select 40000000 + s * ${triesOfSession} + try as o, workflow, 'en-US' as locale, 2.0 as touchy, 'a' || s as session,
          'red-team-' || date as run, case when (s * ${triesOfSession} + try) % 7 = 4 then 0 else 1 end as class,
          cast(starts + try * (60000 + 240000 * pow(${draw('s', 'pace of attack')}, 2)) as bigint) + ${below('s * 4 + try', 'attacker types', 50_000)} as ms
        from (
          select *, unnest(range(${triesOfSession})) as try from (
            select ${s} as s, date, ${below(s, 'attacked workflow', workflowKeys.length)} as workflow,
              ms + (2 + k % 3) * 86400000 + 3600000 * ${between(s, 'hour of attack', [9, 15])} as starts
            from (select *, unnest(range(${sessionsOfCampaign})) as k from day where weekday = 0 and week < 52)
          )
        )
      )
    ) join habit using (version, workflow)`;
}
