import type { Row } from '@assay/model';
import type { Calendar } from '../calendar.ts';
import type { Shares } from '../chance.ts';
import type { Version } from '../stories.ts';
import { days, hours, instant, msOf, weekCount, weekStart } from '../calendar.ts';
import { Chance } from '../chance.ts';
import { modelVersionId } from '../dimensions/model-versions.ts';
import { failureModes, nodeId } from '../dimensions/taxonomy.ts';
import type { WorkflowKey } from '../dimensions/workflows.ts';
import { workflowId, workflowKeys, workflows } from '../dimensions/workflows.ts';
import { issueCount, remedyStory, taxonomyStory, versionsOf } from '../stories.ts';
import { modePlaces, services } from '../outputs/service.ts';
import { approvedAt } from '../dimensions/dataset-versions.ts';

type IssueRow = Row<'fact_issue'>;
type Kind = NonNullable<IssueRow['issue_kind']>;

const kinds: Shares<Kind> = [
  ['failure_mode', 38],
  ['regression', 17],
  ['guideline_gap', 15],
  ['red_team', 12],
  ['process_improvement', 6],
  ['enablement', 6],
  ['data_request', 6],
];
const finders: Shares<NonNullable<IssueRow['found_by']>> = [
  ['eval', 34],
  ['human_review', 30],
  ['customer', 14],
  ['monitoring', 12],
  ['red_team', 10],
];
/** What concerns the work itself, or came of an attack, is not reported by customers. */
function foundBy(kind: Kind, finder: NonNullable<IssueRow['found_by']>): NonNullable<IssueRow['found_by']> {
  if (kind === 'red_team') return 'red_team';
  return isFailure(kind) || kind === 'guideline_gap' || finder === 'eval' ? finder : 'human_review';
}

/** Nobody outside sees what has not been released. */
const findersInside = finders.filter(([finder]) => finder !== 'customer' && finder !== 'monitoring');
const severities: Shares<number | null> = [
  [1, 8],
  [2, 30],
  [3, 40],
  [4, 14],
  [null, 8],
];

const isFailure = (kind: Kind) => kind === 'failure_mode' || kind === 'regression';

/** Milestones of an issue found at an instant, in order; null for what has not happened before the sample's end. */
function milestones(chance: Chance, { at, kind, end }: { at: number; kind: Kind; end: number }) {
  const known = (ms: number) => (ms < end ? instant(ms) : null);
  const triaged = at + hours(chance.between(1, 60));
  // Issues settled by a prompt or product fix get no data.
  const trained = isFailure(kind) && chance.happens(0.7);
  const data = triaged + days(4 + 22 * chance.unit() * chance.unit() * 1.6);
  const evaluated = triaged + days(2 + 12 * chance.unit());
  const guided = triaged + days(3 + 14 * chance.unit());
  const resolved =
    (trained ? Math.max(data, evaluated) : triaged + days(2 + 20 * chance.unit())) + days(3 * chance.unit());
  return {
    triaged_at: known(triaged),
    data_shipped_at: trained ? known(data) : null,
    eval_updated_at: isFailure(kind) && chance.happens(0.85) ? known(evaluated) : null,
    guideline_published_at: kind === 'guideline_gap' ? known(guided) : null,
    resolved_at: known(kind === 'guideline_gap' ? guided : resolved),
  };
}

interface World {
  readonly calendar: Calendar;
  readonly versions: readonly Version[];
  readonly chance: Chance;
  /** For what was found before a release, so that the others' draws stay as they are. */
  readonly early: Chance;
}

/** Issues come with the work: more in the weeks after a release than before it. */
function detectedAt({ calendar, versions, chance }: World): number {
  const start = msOf(calendar.from);
  if (chance.happens(0.4)) {
    const release = versions[1 + chance.below(versions.length - 1)];
    const at = (release?.shippedAt ?? start) + days(13 * chance.unit() * chance.unit()) + hours(3);
    if (at < calendar.end) return at;
  }
  const at = start + days(7 * weekCount * chance.unit());
  const weekday = new Date(at).getUTCDay();
  return weekday === 0 || weekday === 6 ? Math.max(start, at - days(2)) : at;
}

const inForce = (versions: readonly Version[], at: number) =>
  versions.findLast(({ shippedAt }) => shippedAt <= at) ?? versions[0];

/** Of the version that was to come: while it could be evaluated and had not been shipped. */
function beforeRelease({ versions, early }: World, found: number): { version: Version | undefined; at: number } {
  const version = versions.find(({ shippedAt }) => shippedAt > found) ?? versions.at(-1);
  const { candidateAt, shippedAt } = version ?? { candidateAt: found, shippedAt: found };
  return { version, at: early.between(candidateAt, shippedAt) };
}

function nodeOf({ calendar, chance }: World, workflow: WorkflowKey, at: number): string {
  const version = at < msOf(weekStart(calendar, taxonomyStory.week)) ? 1 : 2;
  const modes = modePlaces.map(
    (place, n) => [failureModes[version][place - 1], services[workflow].modes[n] ?? 0] as const,
  );
  const grounding = workflows[workflow].grounding ? 4 : 0;
  const code = chance.pick<string | undefined>([...modes, ['unsupported_claim', 3], ['wrong_citation', grounding]]);
  return nodeId('failure_mode', version, code ?? 'other');
}

/** The suite covers more as the year goes on. */
const coverage = (number: number): Shares<boolean | null> => [
  [true, 55 + number / 30],
  [false, 38],
  [null, 7],
];

/** What issues of no failure mode are about. */
const topics: Partial<Record<Kind, readonly string[]>> = {
  guideline_gap: [
    'sarcasm',
    'quoted-insults',
    'mixed-languages',
    'two-intents',
    'partial-address',
    'dosage-ranges',
    'minors',
  ],
  red_team: ['role-play', 'detour-by-translation', 'hidden-text', 'split-request', 'fiction', 'long-dialogue'],
  process_improvement: ['handover-notes', 'review-queue', 'export-format', 'batch-size', 'rotation-of-gold'],
  enablement: ['rubric-clinic', 'first-week', 'reading-intervals', 'writing-cases'],
  data_request: ['rare-languages', 'long-requests', 'dialects', 'several-turns'],
};

const hasWorkflow = (kind: Kind) => kind !== 'enablement' && kind !== 'process_improvement';

interface Titled {
  readonly kind: Kind;
  readonly workflow: WorkflowKey;
  readonly node: string | null;
  readonly number: number;
}

function titleOf({ kind, workflow, node, number }: Titled): string {
  const about = topics[kind] ?? [`${kind === 'regression' ? 'more-' : ''}${node?.split(':')[1] ?? 'failures'}`];
  const topic = about[number % about.length] ?? kind;
  return (hasWorkflow(kind) ? `${topic}-${workflow}` : topic).replaceAll('_', '-');
}

const nothingDone = {
  data_shipped_at: null,
  eval_updated_at: null,
  guideline_published_at: null,
  resolved_at: null,
} as const;

function issueRow(world: World, number: number): IssueRow {
  const { calendar, versions, chance } = world;
  const kind = chance.pick(kinds);
  const found = detectedAt(world);
  const workflow = workflowKeys[chance.below(workflowKeys.length)] ?? 'support';
  const before = kind === 'regression' && chance.happens(0.78);
  const { version, at } = before ? beforeRelease(world, found) : { version: inForce(versions, found), at: found };
  const post = isFailure(kind) && !before;
  const node = isFailure(kind) ? nodeOf(world, workflow, at) : null;
  const cancelled = chance.happens(0.12);
  const times = milestones(chance, { at, kind, end: calendar.end });
  return {
    issue_id: `issue-${number}`,
    issue_kind: kind,
    title_code: titleOf({ kind, workflow, node, number }),
    severity_rank: chance.pick(severities),
    is_priority: workflows[workflow].rank <= 4 && chance.happens(0.6),
    workflow_id: hasWorkflow(kind) ? workflowId(workflow) : null,
    node_version_id: node,
    owner_team_id: workflows[workflow].team,
    found_in: isFailure(kind) ? (before ? 'pre_release' : 'post_release') : null,
    found_by: foundBy(kind, chance.pick(before ? findersInside : finders)),
    model_version_id: isFailure(kind) && version ? modelVersionId(version) : null,
    release_id: kind === 'regression' && version ? version.release : null,
    covered_by_eval: post ? chance.pick(coverage(number)) : null,
    detected_at: instant(at),
    ...times,
    ...(cancelled ? nothingDone : {}),
    cancelled_at: cancelled ? times.triaged_at : null,
    duplicate_of_issue_id: null,
    occurrence_count: 1 + Math.floor(9 * chance.unit() * chance.unit()),
    reopened_count: chance.happens(0.07) ? 1 : 0,
  };
}

const onDay = (calendar: Calendar, week: number, day: number) =>
  instant(msOf(weekStart(calendar, week)) + days(day) + hours(10));

/** A regression of a version that people saw in production before any evaluation did. */
function regressionRow({ calendar, versions }: World, key: string, week: number): Partial<IssueRow> {
  const version = versions.find(({ story }) => story.key === key);
  return {
    issue_kind: 'regression',
    severity_rank: 2,
    is_priority: true,
    found_in: 'post_release',
    covered_by_eval: false,
    model_version_id: version ? modelVersionId(version) : null,
    release_id: version?.release ?? null,
    detected_at: onDay(calendar, week, 3),
    triaged_at: onDay(calendar, week, 4),
  };
}

/** What the team filed about the planted stories: seen some days after they began. */
function storyRows(world: World): readonly Partial<IssueRow>[] {
  const on = (week: number, day: number) => onDay(world.calendar, week, day);
  return [
    {
      ...regressionRow(world, 'r2', 14),
      title_code: 'over-refusal-tutoring',
      workflow_id: workflowId('tutoring'),
      data_shipped_at: approvedAt(world.calendar, remedyStory.dataset),
      eval_updated_at: on(17, 2),
      resolved_at: on(24, 0),
      occurrence_count: 46,
    },
    {
      ...regressionRow(world, 'r5', 51),
      title_code: 'over-refusal-medical-intake',
      workflow_id: workflowId('medical_intake'),
      occurrence_count: 28,
    },
    {
      issue_kind: 'guideline_gap',
      title_code: 'polite-complaints',
      severity_rank: 3,
      is_priority: true,
      workflow_id: workflowId('support'),
      detected_at: on(15, 1),
      triaged_at: on(15, 3),
      guideline_published_at: on(18, 0),
      resolved_at: on(18, 0),
      occurrence_count: 61,
    },
  ];
}

export function issueRows(calendar: Calendar): readonly IssueRow[] {
  const world: World = {
    calendar,
    versions: versionsOf(calendar),
    chance: new Chance(311, calendar.seed),
    early: new Chance(313, calendar.seed),
  };
  const rows = Array.from({ length: issueCount }, (_, number) => issueRow(world, number + 1));
  const plain = {
    ...(rows[0] as IssueRow),
    node_version_id: null,
    found_in: null,
    model_version_id: null,
    release_id: null,
  };
  const open = {
    covered_by_eval: null,
    triaged_at: null,
    data_shipped_at: null,
    eval_updated_at: null,
    guideline_published_at: null,
    resolved_at: null,
    cancelled_at: null,
    reopened_count: 0,
    found_by: 'human_review' as const,
  };
  const told = storyRows(world).map((row, place) => ({
    ...plain,
    ...open,
    ...row,
    owner_team_id: workflows[row.workflow_id as WorkflowKey].team,
    issue_id: `issue-${issueCount + 1 + place}`,
  }));
  return [...withDuplicates(rows), ...told];
}

const longestMemory = days(75);
const likeness = ['issue_kind', 'workflow_id', 'model_version_id'] as const;

/** Of what was cancelled, that which somebody had reported shortly before: of the same kind, workflow and version, and not a duplicate itself. */
function withDuplicates(rows: readonly IssueRow[]): readonly IssueRow[] {
  return rows.map((row) => {
    if (row.cancelled_at === null) return row;
    const found = Date.parse(row.detected_at);
    const known = rows.filter((other) => {
      const before = found - Date.parse(other.detected_at);
      const isAlike = likeness.every((name) => other[name] === row[name]);
      return isAlike && other.cancelled_at === null && before > 0 && before < longestMemory;
    });
    const first = known.at(0);
    if (first === undefined) return row;
    const { issue_id: original, node_version_id, title_code } = first;
    return {
      ...row,
      duplicate_of_issue_id: original,
      node_version_id,
      title_code,
      occurrence_count: 1,
    };
  });
}
