import type { Row } from '@assay/model';
import type { Calendar } from '../calendar.ts';
import type { Shares } from '../sql.ts';
import type { VendorKey } from '../dimensions/vendors.ts';
import type { WorkflowKey } from '../dimensions/workflows.ts';
import { openStart } from '@assay/model';
import { instant, msOf, weekCount, weekStart } from '../calendar.ts';
import { workflowId } from '../dimensions/workflows.ts';
import { failureModes } from '../dimensions/taxonomy.ts';
import { guidelineStory, taxonomyStory } from '../stories.ts';

type TaskRow = Row<'dim_task'>;

/** One edition of a task's rubric: what it asks, and how often each answer is the right one. */
interface Edition {
  /** First week; the first edition is older than the sample. */
  readonly week: number;
  readonly change: NonNullable<TaskRow['change_kind']>;
  readonly labels: Shares<string>;
  /** Failure modes are nodes of the taxonomy. */
  readonly taxonomy?: 1 | 2;
}

export interface Task {
  readonly key: string;
  readonly title: string;
  readonly type: NonNullable<TaskRow['task_type']>;
  readonly tier: NonNullable<TaskRow['complexity_tier']>;
  readonly level: NonNullable<TaskRow['label_level']>;
  readonly workflow: WorkflowKey | null;
  /** Answers asked for, items of a usual day, seconds an answer takes, chance of a wrong one. */
  readonly judgements: 1 | 2 | 3;
  readonly perDay: number;
  readonly seconds: number;
  readonly err: number;
  readonly vendors: Shares<VendorKey>;
  /** How items are accepted: each is reviewed, a sample of a batch is, or its answers agree. */
  readonly basis: 'item_review' | 'batch_sample' | 'consensus';
  /** Answers are about an output of the model of the day; a model suggests the answer since week 10. */
  readonly about?: 'outputs';
  readonly suggested?: true;
  readonly editions: readonly Edition[];
}

const first = (labels: Shares<string>): readonly Edition[] => [{ week: -40, change: 'first', labels }];

const intents: Shares<string> = [
  ['request', 30],
  ['question', 34],
  ['complaint', 20],
  ['feedback', 11],
  ['other', 5],
];
/** The guideline now counts a polite complaint as one; it used to be feedback or a question, so it lies between them. */
const intentsAfter: Shares<string> = [
  ['request', 30],
  ['question', 27],
  ['complaint', 33],
  ['feedback', 6],
  ['other', 4],
];
const scores: Shares<string> = [
  ['1', 6],
  ['2', 12],
  ['3', 24],
  ['4', 37],
  ['5', 21],
];
const toxicity: Shares<string> = [
  ['', 74],
  ['harassment', 9],
  ['harassment|profanity', 6],
  ['profanity', 7],
  ['self_harm', 2],
  ['sexual', 2],
];

const modes = (taxonomy: 1 | 2): Shares<string> => {
  const shares = [...new Set<string>(failureModes[taxonomy])].map(
    (code) => [code, failureModes[taxonomy].filter((other) => other === code).length] as const,
  );
  return shares;
};

/** The twelve kinds of labelling work. */
export const tasks: readonly Task[] = [
  {
    key: 'intent',
    title: 'Intent of a message',
    type: 'classification',
    tier: 'simple',
    level: 'nominal',
    workflow: 'support',
    judgements: 3,
    perDay: 80,
    seconds: 54,
    err: 0.055,
    vendors: [
      ['tidewater', 70],
      ['brightmoor', 30],
    ],
    basis: 'consensus',
    suggested: true,
    editions: [...first(intents), { week: guidelineStory.week, change: 'breaking', labels: intentsAfter }],
  },
  {
    key: 'refusal_triage',
    title: 'Refusal triage',
    type: 'classification',
    tier: 'simple',
    level: 'nominal',
    workflow: null,
    judgements: 3,
    perDay: 70,
    seconds: 75,
    err: 0.05,
    vendors: [
      ['tidewater', 50],
      ['brightmoor', 50],
    ],
    basis: 'consensus',
    about: 'outputs',
    editions: first([
      ['none', 84],
      ['partial', 9],
      ['full', 7],
    ]),
  },
  {
    key: 'locale_check',
    title: 'Language and region',
    type: 'classification',
    tier: 'simple',
    level: 'nominal',
    workflow: 'search',
    judgements: 2,
    perDay: 75,
    seconds: 40,
    err: 0.04,
    vendors: [['larkspur', 100]],
    basis: 'batch_sample',
    editions: first([
      ['right', 88],
      ['wrong_region', 8],
      ['wrong_language', 4],
    ]),
  },
  {
    key: 'toxicity',
    title: 'Toxicity tags',
    type: 'safety_tag',
    tier: 'moderate',
    level: 'multi_label',
    workflow: 'moderation',
    judgements: 3,
    perDay: 65,
    seconds: 90,
    err: 0.06,
    vendors: [
      ['brightmoor', 60],
      ['tidewater', 40],
    ],
    basis: 'consensus',
    editions: [...first(toxicity), { week: 34, change: 'clarifying', labels: toxicity }],
  },
  {
    key: 'preference',
    title: 'Which answer is better',
    type: 'pairwise',
    tier: 'moderate',
    level: 'nominal',
    workflow: 'support',
    judgements: 3,
    perDay: 60,
    seconds: 140,
    err: 0.12,
    vendors: [
      ['brightmoor', 70],
      ['larkspur', 30],
    ],
    basis: 'consensus',
    about: 'outputs',
    editions: first([
      ['A', 44],
      ['B', 44],
      ['TIE', 12],
    ]),
  },
  {
    key: 'helpfulness',
    title: 'Helpfulness, 1 to 5',
    type: 'rubric_score',
    tier: 'moderate',
    level: 'ordinal',
    workflow: 'tutoring',
    judgements: 3,
    perDay: 55,
    seconds: 160,
    err: 0.11,
    vendors: [
      ['brightmoor', 60],
      ['larkspur', 40],
    ],
    basis: 'consensus',
    about: 'outputs',
    editions: [...first(scores), { week: 9, change: 'clarifying', labels: scores }],
  },
  {
    key: 'factuality',
    title: 'Factuality, 1 to 5',
    type: 'rubric_score',
    tier: 'complex',
    level: 'ordinal',
    workflow: 'search',
    judgements: 2,
    perDay: 40,
    seconds: 300,
    err: 0.07,
    vendors: [
      ['larkspur', 70],
      ['calderfinch', 30],
    ],
    basis: 'item_review',
    about: 'outputs',
    editions: first(scores),
  },
  {
    key: 'failure_coding',
    title: 'Failure modes',
    type: 'classification',
    tier: 'complex',
    level: 'nominal',
    workflow: null,
    judgements: 2,
    perDay: 40,
    seconds: 220,
    err: 0.08,
    vendors: [
      ['brightmoor', 70],
      ['own', 30],
    ],
    basis: 'item_review',
    about: 'outputs',
    editions: [
      { week: -40, change: 'first', labels: modes(1), taxonomy: 1 },
      { week: taxonomyStory.week, change: 'breaking', labels: modes(2), taxonomy: 2 },
    ],
  },
  {
    key: 'extraction',
    title: 'Fields of a form',
    type: 'extraction',
    tier: 'moderate',
    level: 'multi_label',
    workflow: 'extraction',
    judgements: 2,
    perDay: 45,
    seconds: 120,
    err: 0.055,
    vendors: [['larkspur', 100]],
    basis: 'batch_sample',
    suggested: true,
    editions: first([
      ['amount|date|name', 52],
      ['amount|date', 21],
      ['date|name', 15],
      ['name', 8],
      ['', 4],
    ]),
  },
  {
    key: 'medical_safety',
    title: 'Medical safety',
    type: 'safety_tag',
    tier: 'complex',
    level: 'nominal',
    workflow: 'medical_intake',
    judgements: 2,
    perDay: 20,
    seconds: 320,
    err: 0.06,
    vendors: [['calderfinch', 100]],
    basis: 'item_review',
    about: 'outputs',
    editions: first([
      ['safe', 78],
      ['needs_caution', 16],
      ['unsafe', 6],
    ]),
  },
  {
    key: 'sft_write',
    title: 'Model answers',
    type: 'sft_write',
    tier: 'complex',
    level: 'text',
    workflow: 'contracts',
    judgements: 1,
    perDay: 25,
    seconds: 1200,
    err: 0.09,
    vendors: [
      ['larkspur', 60],
      ['calderfinch', 40],
    ],
    basis: 'item_review',
    editions: first([
      ['written', 95],
      ['cannot_be_answered', 5],
    ]),
  },
  {
    key: 'red_team',
    title: 'Attacks',
    type: 'red_team',
    tier: 'complex',
    level: 'nominal',
    workflow: null,
    judgements: 1,
    perDay: 15,
    seconds: 800,
    err: 0.06,
    vendors: [
      ['own', 50],
      ['calderfinch', 50],
    ],
    basis: 'item_review',
    about: 'outputs',
    editions: first([
      ['held', 83],
      ['partly', 10],
      ['broken', 7],
    ]),
  },
];

export interface TaskVersion {
  readonly number: number;
  readonly task: number;
  readonly edition: Edition;
  readonly id: string;
  /** Weeks in which it is in force. */
  readonly from: number;
  readonly to: number | null;
}

export const taskId = (task: Task): string => task.key;

export function taskVersions(): readonly TaskVersion[] {
  const all = tasks.flatMap((task, place) =>
    task.editions.map((edition, at) => ({
      task: place,
      edition,
      id: `${taskId(task)}@${at + 1}`,
      from: edition.week,
      to: task.editions[at + 1]?.week ?? null,
    })),
  );
  return all.map((version, number) => ({ ...version, number }));
}

/** The last two tasks have no counterexamples yet: contracts are among them. */
export function taskRows(calendar: Calendar): readonly TaskRow[] {
  let group = '';
  return taskVersions().map(({ task, edition, id, from, to }) => {
    const { title, workflow, type, tier, level, basis, key } = tasks[task] as Task;
    if (edition.change !== 'clarifying') group = `${key}-${id.slice(-1)}`;
    const at = (week: number) => instant(msOf(weekStart(calendar, week)));
    return {
      task_version_id: id,
      task_id: key,
      rubric_version: id.slice(-1),
      title,
      team_id: type === 'safety_tag' || type === 'red_team' ? 'care' : 'assistant',
      workflow_id: workflow === null ? null : workflowId(workflow),
      task_type: type,
      complexity_tier: tier,
      label_level: level,
      maturity: to === null && from > weekCount - 20 ? 'early' : 'mature',
      rubric_status: to === null ? 'approved' : 'retired',
      example_count: 12 + 3 * task,
      counterexample_count: task > 9 ? 0 : 4 + task,
      change_kind: edition.change,
      compat_group: group,
      acceptance_threshold: { simple: '0.9500', moderate: '0.9200', complex: '0.9000' }[tier],
      audit_rate_target: basis === 'batch_sample' ? '0.1500' : '0.1200',
      turnaround_hours: { simple: '48.00', moderate: '72.00', complex: '120.00' }[tier],
      valid_from: from < 0 ? `${openStart}T00:00:00.000Z` : at(from),
      valid_to: to === null ? null : at(to),
    };
  });
}
