import type { Row } from '@assay/model';
import type { Calendar } from '../calendar.ts';
import type { Shares } from '../chance.ts';
import type { WorkflowKey } from '../dimensions/workflows.ts';
import type { Version } from '../stories.ts';
import { days, hours, instant, msOf, weekCount, weekStart } from '../calendar.ts';
import { Chance } from '../chance.ts';
import { modelVersionId } from '../dimensions/model-versions.ts';
import { nodeId } from '../dimensions/taxonomy.ts';
import { workflowId, workflowKeys, workflows } from '../dimensions/workflows.ts';
import { services } from '../outputs/service.ts';
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
type Remedy = NonNullable<IncidentRow['remediation']>;
/** What is done about it, by severity: what is grave is never left as it is. */
const grave: Shares<Remedy> = [
  ['guardrail', 30],
  ['hotfix', 28],
  ['rollback', 22],
  ['prompt', 20],
];
const middling: Shares<Remedy> = [
  ['guardrail', 34],
  ['prompt', 30],
  ['hotfix', 20],
  ['rollback', 6],
  ['none', 10],
];
const slight: Shares<Remedy> = [
  ['none', 46],
  ['prompt', 26],
  ['guardrail', 20],
  ['hotfix', 8],
];
const remedies = (severity: number) => (severity < 2 ? grave : severity === 2 ? middling : slight);

/** Powers of ten of users affected, by severity. */
const reach = [
  [3.4, 4.3],
  [2.5, 3.3],
  [1.7, 2.5],
  [0.8, 1.7],
  [0, 0.9],
] as const;

/** Points that a workflow's risk adds to its traffic. */
const exposed = { high: 12, medium: 4, low: 0 } as const;

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

/** Nobody has met what the red team found; everybody else met at least one answer each. */
function impact(chance: Chance, severity: number, reporter: IncidentRow['reported_by']) {
  if (reporter === 'red_team') return { users_affected: 0, outputs_affected: 1 + chance.below(12) };
  const [least, most] = reach[severity] ?? reach[4];
  const users = Math.round(Math.pow(10, chance.between(least, most)));
  return { users_affected: users, outputs_affected: Math.round(users * chance.between(1, 3.2)) };
}

/** The first guess: mostly right, sometimes a rank too low or, seldomer, too high. */
function firstGuess(chance: Chance, severity: number): number {
  const u = chance.unit();
  return Math.min(4, Math.max(0, u < 0.16 ? severity + 1 : u < 0.24 ? severity - 1 : severity));
}

/** What a workflow's harmful answers mostly break. */
function policyOf(chance: Chance, workflow: WorkflowKey): string {
  return nodeId('policy', 1, chance.pick(Object.entries(services[workflow].policies)));
}

function privacy(chance: Chance, node: string | null): boolean | null {
  if (chance.happens(0.07)) return null;
  return chance.happens(node?.endsWith('privacy') ? 0.75 : 0.03);
}

/** Most in the fortnight after a release. */
function detectedAt({ calendar, versions, chance }: World): number {
  const start = msOf(calendar.from);
  const release = versions[1 + chance.below(versions.length - 1)];
  const near = (release?.shippedAt ?? start) + days(14 * chance.unit() * chance.unit());
  return chance.happens(0.35) && near < calendar.end ? near : start + days(7 * weekCount * chance.unit());
}

/** Looked into and found to be nothing. */
function falseAlarm(acknowledged: string | null, end: number): Partial<IncidentRow> {
  const closed = acknowledged === null ? end : Date.parse(acknowledged) + hours(3);
  return {
    severity_rank: 4,
    release_id: null,
    impact_started_at: null,
    mitigated_at: null,
    resolved_at: closed < end ? instant(closed) : null,
    eval_case_added_at: null,
    postmortem_due_at: null,
    postmortem_done_at: null,
    remediation: 'none',
    users_affected: 0,
    outputs_affected: 0,
    pii_involved: false,
    status: 'false_alarm',
  };
}

function incidentRow(world: World, number: number): IncidentRow {
  const { calendar, versions, chance } = world;
  const reporter = chance.pick(reporters);
  const severity = Math.max(chance.pick(severities), reporter === 'red_team' ? 2 : 0);
  const at = detectedAt(world);
  const version = versions.findLast(({ shippedAt }) => shippedAt <= at) ?? versions[0];
  const workflow = chance.pick(workflowKeys.map((key) => [key, workflows[key].traffic + exposed[workflows[key].risk]]));
  const isOurs = chance.happens(0.82);
  const blames = isOurs && version !== undefined && chance.happens(0.45);
  const node = isOurs ? policyOf(chance, workflow) : null;
  const course = times(chance, { at, severity, end: calendar.end });
  const untriaged = {
    severity_rank: null,
    severity_initial_rank: null,
    postmortem_due_at: null,
    postmortem_done_at: null,
  };
  return {
    incident_id: `incident-${number}`,
    severity_rank: severity,
    severity_initial_rank: firstGuess(chance, severity),
    is_llm_related: isOurs,
    node_version_id: node,
    workflow_id: workflowId(workflow),
    model_version_id: isOurs && version ? modelVersionId(version) : null,
    release_id: blames && version.shippedAt <= at - days(2) ? version.release : null,
    reported_by: reporter,
    ...course,
    remediation: course.status === 'open' ? 'none' : chance.pick(remedies(severity)),
    ...impact(chance, severity, reporter),
    pii_involved: privacy(chance, node),
    recurrence_of_incident_id: null,
    ...(number % 19 === 7 ? untriaged : {}),
    ...(number % 17 === 5 ? falseAlarm(course.acknowledged_at, calendar.end) : {}),
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
      users_affected: 410 + 230 * place,
      outputs_affected: 660 + 390 * place,
      pii_involved: true,
      recurrence_of_incident_id: place === 0 ? null : `incident-leak-${place}`,
    };
  });
}

export function incidentRows(calendar: Calendar): readonly IncidentRow[] {
  const world: World = { calendar, versions: versionsOf(calendar), chance: new Chance(907, calendar.seed) };
  return [...Array.from({ length: incidentCount }, (_, number) => incidentRow(world, number + 1)), ...recurring(world)];
}
