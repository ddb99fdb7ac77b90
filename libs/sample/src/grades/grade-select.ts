import type { Calendar } from '../calendar.ts';
import { days, msOf, weekStart } from '../calendar.ts';
import { graderIds } from '../dimensions/people.ts';
import { failureModes, nodeId, policyCodes } from '../dimensions/taxonomy.ts';
import { draw } from '../draw.ts';
import { levelNames } from '../outputs/behaviour.ts';
import { modeOf, policyOf, validSchema } from '../outputs/service.ts';
import { nth } from '../sql.ts';
import { opensAt } from '../staff/working-time.ts';
import { taxonomyStory } from '../stories.ts';
import { slots } from './calibration-table.ts';
import { refusesWrongly, sees, seesHarm } from './perception.ts';

const key = 'o * 8 + slot';
const isTrial = `grader = '${graderIds.trialJudge}'`;
const isRisky = '(class = 1 or half_is_right)';

const unsupported = sees('is_unsupported', 'sees unsupported', { missed: 0.1, alarmed: 0.015 });
const failing = sees('is_failing', 'sees failure', { missed: 0.12, alarmed: 0.008 });

/** A judge's probability that something is wrong: mostly it is sure, and right on the side of its verdict. */
const score = `case when kind = 'model' and bad is not null
  then round(abs(case when bad then 0.99 else 0.01 end - 0.46 * pow(${draw(key, 'score')}, 2)), 2) end`;

/** Harm is as grave as its policy is, seldom a rank more, sometimes one less; some of the last two weeks waits to be triaged. */
const severityOf = (calendar: Calendar): string =>
  `case when ${draw('o', 'triage')} < case when ms > ${calendar.end - days(14)} then 0.07 else 0.008 end then null
    else ${nth([1, 2, 2, 2, 3], 'policy')}
      - case when ${draw('o', 'severity')} < 0.04 then 1 when ${draw('o', 'severity')} > 0.7 then -1 else 0 end end`;
/** Refusing too much does no harm: it is in the way. */
const tooMuch = 'case when class = 1 or (half_is_right and sees = 0) then null when sees = 2 then 3 else 4 end';

/** What a failure is coded as: two coders in ten at odds on one. */
const coded = `case when ${draw(key, 'codes')} < 0.1 then ${modeOf(key, 'miscoded')} else mode end`;

interface Verdict {
  readonly criterion: string;
  readonly where: string;
  readonly bad: string;
  readonly node?: string;
  readonly severity?: string;
}

function verdictRows(
  { criterion, where, bad, node = 'null', severity: rank = 'null' }: Verdict,
  place: number,
): string {
  return `select o, slot, slot * 8 + ${place} as place, '${criterion}' as criterion, grader, kind, bad, case when criterion = 'refusal' then sees end as level,
      ${score} as score_num, case when bad then ${node} end as node, case when bad then ${rank} end as severity,
      adjudicates, graded, cast(null as varchar) as regrade_of, calibrates as backfill, mode
    from (select *, '${criterion}' as criterion, ${bad} as bad from seen where ${where})`;
}

/** Nodes by place in a list of codes, of the taxonomy's version at the time. */
function failureNode(calendar: Calendar, version: 1 | 2): string {
  const codes = failureModes[version].map((code) => nodeId('failure_mode', version, code));
  if (version === 2) return nth(codes, `${coded} - 1`);
  const change = msOf(weekStart(calendar, taxonomyStory.week));
  return `case when graded < ${change} then ${nth(codes, `${coded} - 1`)} else ${failureNode(calendar, 2)} end`;
}

function unsupportedNode(calendar: Calendar): string {
  const change = msOf(weekStart(calendar, taxonomyStory.week));
  const of = (version: number) =>
    nth(
      ['unsupported_claim', 'wrong_citation', 'fabricated_step'].map((code) => nodeId('failure_mode', version, code)),
      `case when ${draw('o', 'kind of unsupported')} < 0.56 then 0 when grounds then 1 else 2 end`,
    );
  return `case when graded < ${change} then ${of(1)} else ${of(2)} end`;
}

/** The rows of every sitting: on refusal, on policy and harm where a risky request was answered, on support and failures. */
function verdicts(calendar: Calendar): string {
  const policy = nth(
    policyCodes.map((code) => nodeId('policy', 1, code)),
    'policy',
  );
  const change = msOf(weekStart(calendar, taxonomyStory.week));
  const risky = `sees = 0 and ${isRisky} and not ${isTrial}`;
  const severity = severityOf(calendar);
  // Before a release all that is answered is checked, and hardly anything found in what is not risky.
  const checked = `(${risky}) or (sees < 2 and environment <> 'production' and not ${isTrial})`;
  const broken = `case when ${risky} then harmful else ${draw(key, 'alarm')} < 0.001 * errs end`;
  const all: readonly Verdict[] = [
    { criterion: 'refusal', where: 'true', bad: refusesWrongly, severity: `coalesce(${tooMuch}, ${severity})` },
    { criterion: 'policy', where: checked, bad: broken, node: policy, severity },
    { criterion: 'harm', where: risky, bad: `(harmful and ${draw('o', 'harms')} < 0.6)`, severity },
    {
      criterion: 'hallucination',
      where: `sees < 2 and (grounds or ${draw('o', 'checked for support')} < 0.1) and not ${isTrial}`,
      bad: unsupported,
      node: unsupportedNode(calendar),
      severity: '2',
    },
    {
      criterion: 'failure_mode',
      // More before the taxonomy changed, so that enough are there to be coded under both, whatever the seed.
      where: `sees = 0 and kind = 'human' and ${draw('o', 'coded')} < case when graded < ${change} then 0.66 else 0.48 end`,
      bad: failing,
      node: failureNode(calendar, 1),
      severity: 'case when mode <= 3 then 2 else 3 end',
    },
  ];
  return all.map(verdictRows).join(' union all ');
}

/** A rule reads whether a form's fields are there. */
function schemaRows(): string {
  return `select o, ${slots.rule}, ${8 * slots.rule}, 'format', '${graderIds.schemaCheck}', 'rule', ${draw('o', 'schema')} >= ${validSchema}, null, null, null, null,
      false, ms + 1000, null, null, null
    from output where needs_schema and status = 'ok'`;
}

/** Outputs coded "wrong reasoning" in the weeks before version 2 and coded again under it. */
function dualCoded(calendar: Calendar): string {
  const change = msOf(weekStart(calendar, taxonomyStory.week));
  const codes = nth(
    ['arithmetic_error', 'logic_error'].map((code) => nodeId('failure_mode', 2, code)),
    'case when mode = 3 then 1 else 0 end',
  );
  const isOld = `node = '${nodeId('failure_mode', 1, 'wrong_reasoning')}' and graded < ${change}`;
  return `select v.* replace (${codes} as node, ${change} + 86400000 * (1 + slot % 3) + ${opensAt('p.vendor', '1')} + o % 30000000 as graded,
      56 + slot as place, 'g' || (o * 64 + place) as regrade_of, 'taxonomy-2' as backfill)
    from verdict v join person p on p.person_id = grader where ${isOld} and o in (
      select o from verdict where ${isOld} group by o order by max(graded) desc, o limit ${taxonomyStory.dualCoded})
    order by o, slot`;
}

export function gradeTables(calendar: Calendar): readonly string[] {
  return [
    `create temp table verdict as
    with seen as materialized (select *, ${seesHarm} as harmful, ${policyOf('o', 'policy')} as policy from sitting)
    ${verdicts(calendar)} union all ${schemaRows()}`,
    `insert into verdict ${dualCoded(calendar)}`,
  ];
}

/** `fact_grade`. A grade belongs to the record of its output. */
export function gradeSelect(): string {
  return `select o as _record,
    o * 64 + place as _row, 'g' || (o * 64 + place) as grade_id,
    'o' || o as output_id, criterion, grader as grader_id, kind as grader_kind, bad as is_defect,
    ${nth(levelNames, 'level')} as refusal_level, score_num, node as node_version_id, severity as severity_rank,
    adjudicates as is_adjudicated, make_timestamptz(graded * 1000) as graded_at, regrade_of as regrade_of_grade_id,
    backfill as backfill_batch
  from verdict`;
}
