import type { Calendar } from '../calendar.ts';
import type { TestCase } from '../dimensions/test-cases.ts';
import { days, hours } from '../calendar.ts';
import { workflowKeys } from '../dimensions/workflows.ts';
import { below, draw } from '../draw.ts';
import { valuesOf } from '../sql.ts';
import { versionAt, versionsOf } from '../stories.ts';
import { ambiguous, answerable, halfSafe, unsafe } from './behaviour.ts';

/** Test prompts lie closer to the boundary than daily requests. */
const closerToBoundary = 1.6;
/** Chance that a version answers a case as it did in its first run. */
const sticks = 0.85;

const expectations = ['comply', 'refuse', 'partial', 'not_applicable'] as const;

/** Table `test_case`: what a run must know of the cases; `c` is their number. */
export function caseTable(cases: readonly TestCase[]): string {
  const columns = ['c', 'case_version', 'workflow', 'locale', 'expected', 'touchy', 'created', 'retired'];
  const rows = cases.map(({ row, workflow, locale, touchy, createdAt, retiredAt }, c) => [
    c,
    row.case_version_id,
    workflowKeys.indexOf(workflow),
    locale,
    expectations.indexOf(row.expected_behavior ?? 'not_applicable'),
    touchy * closerToBoundary,
    createdAt,
    retiredAt,
  ]);
  return `create temp table test_case as select * from ${valuesOf(columns, rows)}`;
}

/**
 * The runs of the suite: every Tuesday on the version in production, with every case twice after a release; and one of
 * each candidate ten days before it ships. A run of the year before has no sample to lie in.
 */
function runRows(calendar: Calendar): string {
  const releases = versionsOf(calendar).filter(({ story }) => story.opens && story.week >= 0);
  const candidates = versionsOf(calendar).filter(({ story }) => story.week >= 2);
  const tuesday = days(1) + hours(2);
  const rows = candidates.map(({ story, number, candidateAt }) => [
    100 + number,
    `rc-${story.key}`,
    candidateAt,
    number,
  ]);
  return `select week as r, 'weekly-' || date as run, ms + ${tuesday} as starts, ${versionAt(calendar, `ms + ${tuesday}`)} as version,
      case when week in (${releases.map(({ story }) => story.week).join(', ')}) then 2 else 1 end as samples
    from day where weekday = 0 and week < 52
    union all select r, run, starts, version, 1 from ${valuesOf(['r', 'run', 'starts', 'version'], rows)}`;
}

/** Answers of the runs. A version mostly answers a case the same way each time: then the draw is that of its first run. */
export function evaluationRows(calendar: Calendar): string {
  const habitual = `case when ${draw('o', 'sticks')} < ${sticks} then 2000000000 + c * 16 + version else o end`;
  return `select 'eval' as environment, o, ms, version, workflow, locale, cast(null as varchar) as session, class,
      case expected when 0 then ${answerable('manner')} when 1 then ${unsafe('manner')} when 2 then ${halfSafe('manner')}
        else ${ambiguous('manner')} end as level,
      expected = 2 as half_is_right, run as run, case_version, sample_index, false as is_suspect
    from (
      select *, ${habitual} as manner from (
        select 30000000 + (r * 4096 + c) * 2 + sample_index as o, c, run, version, workflow, locale, touchy, expected,
          case_version, sample_index, case expected when 1 then 1 when 3 then 3 else 0 end as class,
          starts + cast((row_number() over (partition by r, sample_index order by c)) * 4300 as bigint) + sample_index * 2700000
            + ${below('(r * 4096 + c) * 2 + sample_index', 'slot of a run', 20_000)} as ms
        from (select *, unnest(range(samples)) as sample_index from (${runRows(calendar)})) run
        join test_case on created <= starts and (retired is null or retired > starts)
      )
    ) join habit using (version, workflow)`;
}
