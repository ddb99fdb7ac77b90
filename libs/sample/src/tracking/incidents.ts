import type { Row } from '@assay/model';
import type { Calendar } from '../calendar.ts';
import type { Shares } from '../chance.ts';
import type { Version } from '../stories.ts';
import { days, hours, instant, msOf, weekCount, weekStart } from '../calendar.ts';
import { Chance } from '../chance.ts';
import { modelVersionId } from '../dimensions/model-versions.ts';
import { nodeId, policyCodes } from '../dimensions/taxonomy.ts';
import { workflowId, workflowKeys } from '../dimensions/workflows.ts';
import { recurringStory, versionsOf } from '../stories.ts';

type IncidentRow = Row<'fact_incident'>;

const incidentCount = 58;

const severities: Shares<number> = [
  [0, 3],
  [1, 12],
  [2, 30],
  [3, 38],
  [4, 17],
];
const reporters: Shares<NonNullable<IncidentRow['reported_by']>> = [
  ['customer', 34],
  ['monitoring', 36],
  ['internal', 20],
  ['red_team', 8],
  ['regulator', 2],
];
const remedies: Shares<NonNullable<IncidentRow['remediation']>> = [
  ['none', 30],
  ['guardrail', 24],
  ['prompt', 22],
  ['hotfix', 16],
  ['rollback', 8],
];

/** Hours to acknowledge and to mitigate, by severity: the worse, the quicker. */
const pace = [
  [0.3, 3],
  [1.2, 14],
  [5, 40],
  [14, 90],
  [30, 150],
] as const;

function times(chance: Chance, { at, severity, end }: { at: number; severity: number; end: number }) {
  const known = (ms: number) => (ms < end ? instant(ms) : null);
  const [acknowledge, mitigate] = pace[severity] ?? pace[4];
  const acknowledged = at + hours(acknowledge * (0.3 + 1.6 * chance.unit() * chance.unit()));
  const mitigated = acknowledged + hours(mitigate * (0.2 + 1.8 * chance.unit() * chance.unit()));
  const resolved = mitigated + hours(mitigate * 1.5 * chance.unit());
  const due = at + days(severity < 2 ? 7 : 14);
  return {
    impact_started_at: chance.happens(0.88) ? instant(at - hours(0.2 + 30 * Math.pow(chance.unit(), 3))) : null,
    detected_at: instant(at),
    acknowledged_at: known(acknowledged),
    mitigated_at: known(mitigated),
    resolved_at: known(resolved),
    eval_case_added_at: severity < 2 || chance.happens(0.4) ? known(at + days(1 + 9 * chance.unit())) : null,
    postmortem_due_at: severity < 3 ? instant(due) : null,
    postmortem_done_at: severity < 3 && chance.happens(0.9) ? known(due - days(4 - 5.2 * chance.unit())) : null,
    status: mitigated >= end ? ('open' as const) : resolved >= end ? ('mitigated' as const) : ('resolved' as const),
  };
}

interface World {
  readonly calendar: Calendar;
  readonly versions: readonly Version[];
  readonly chance: Chance;
}

function incidentRow({ calendar, versions, chance }: World, number: number): IncidentRow {
  const start = msOf(calendar.from);
  const severity = chance.pick(severities);
  // Most in the fortnight after a release.
  const release = versions[1 + chance.below(versions.length - 1)];
  const near = (release?.shippedAt ?? start) + days(14 * chance.unit() * chance.unit());
  const at = chance.happens(0.35) && near < calendar.end ? near : start + days(7 * weekCount * chance.unit());
  const version = versions.findLast(({ shippedAt }) => shippedAt <= at) ?? versions[0];
  const blames = version !== undefined && chance.happens(0.4);
  return {
    incident_id: `incident-${number}`,
    severity_rank: number % 19 === 7 ? null : severity,
    severity_initial_rank: chance.happens(0.14) ? Math.min(4, severity + 1) : severity,
    is_llm_related: chance.happens(0.82),
    node_version_id: nodeId('policy', 1, policyCodes[chance.below(policyCodes.length)] ?? 'fraud'),
    workflow_id: workflowId(workflowKeys[chance.below(workflowKeys.length)] ?? 'support'),
    model_version_id: version ? modelVersionId(version) : null,
    release_id: blames && version.shippedAt <= at - days(2) ? version.release : null,
    reported_by: chance.pick(reporters),
    ...times(chance, { at, severity, end: calendar.end }),
    remediation: chance.pick(remedies),
    users_affected: Math.round(Math.pow(10, 3.2 * chance.unit())),
    outputs_affected: Math.round(Math.pow(10, 3.6 * chance.unit())),
    pii_involved: chance.pick<boolean | null>([
      [false, 84],
      [true, 9],
      [null, 7],
    ]),
    recurrence_of_incident_id: null,
    ...(number % 17 === 5 ? { status: 'false_alarm' as const } : {}),
  };
}

/** Another customer's data in an answer: mended with a guardrail, then a prompt, then for good. */
function recurring({ calendar, versions, chance }: World): readonly IncidentRow[] {
  const { weeks, severity } = recurringStory;
  return weeks.map((week, place) => {
    const at = msOf(weekStart(calendar, week)) + days(2 + place) + hours(14);
    const version = versions.findLast(({ shippedAt }) => shippedAt <= at) ?? versions[0];
    return {
      incident_id: `incident-leak-${place + 1}`,
      severity_rank: severity,
      severity_initial_rank: severity,
      is_llm_related: true,
      node_version_id: nodeId('policy', 1, 'privacy'),
      workflow_id: workflowId('billing'),
      model_version_id: version ? modelVersionId(version) : null,
      release_id: null,
      reported_by: 'customer',
      ...times(chance, { at, severity, end: calendar.end }),
      remediation: (['guardrail', 'prompt', 'hotfix'] as const)[place] ?? 'hotfix',
      users_affected: 40 + 35 * place,
      outputs_affected: 60 + 50 * place,
      pii_involved: true,
      recurrence_of_incident_id: place === 0 ? null : `incident-leak-${place}`,
    };
  });
}

export function incidentRows(calendar: Calendar): readonly IncidentRow[] {
  const world: World = { calendar, versions: versionsOf(calendar), chance: new Chance(907) };
  return [...Array.from({ length: incidentCount }, (_, number) => incidentRow(world, number + 1)), ...recurring(world)];
}
