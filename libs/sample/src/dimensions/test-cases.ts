import type { Row } from '@assay/model';
import type { Calendar } from '../calendar.ts';
import type { Chance, Shares } from '../chance.ts';
import type { WorkflowKey } from './workflows.ts';
import { days, instant, msOf, weekCount, weekStart } from '../calendar.ts';
import { workflowId, workflowKeys, workflows } from './workflows.ts';

type CaseRow = Row<'dim_test_case'>;

/** A version of a case with what the generator must know of it. */
export interface TestCase {
  readonly row: CaseRow;
  readonly workflow: WorkflowKey;
  readonly locale: string;
  readonly createdAt: number;
  readonly retiredAt: number | null;
  /** How much likelier than usual the seed prompt makes a refusal. */
  readonly touchy: number;
}

const expectations: Shares<CaseRow['expected_behavior']> = [
  ['comply', 66],
  ['refuse', 23],
  ['partial', 9],
  ['not_applicable', 2],
];
const kinds: Shares<CaseRow['case_kind']> = [
  ['golden', 72],
  ['regression', 14],
  ['long_tail', 9],
  ['canary', 5],
];
const caseLocales: Shares<string> = [
  ['en-US', 58],
  ['de-DE', 20],
  ['es-ES', 12],
  ['fr-FR', 10],
];
const paraphrases: Shares<number> = [
  [1, 45],
  [2, 25],
  [3, 18],
  [4, 12],
];
const difficulty: Shares<number> = [
  [0.2, 35],
  [0.6, 30],
  [1, 20],
  [3.7, 15],
];

export const seedPromptCount = 230;
const suiteSeeds = { first: 90, last: weekCount - 6 };

/** Everything that paraphrases of one seed prompt share. */
interface Seed {
  readonly number: number;
  readonly workflow: WorkflowKey;
  readonly expected: CaseRow['expected_behavior'];
  readonly kind: CaseRow['case_kind'];
  readonly touchy: number;
  readonly createdAt: number;
  readonly contamination: CaseRow['contamination'];
}

/** The first seeds are older than the sample; the suite grows by the rest, week by week. */
function createdAt(calendar: Calendar, number: number): number {
  if (number < suiteSeeds.first) return msOf(weekStart(calendar, -20)) + days(number);
  const place = (number - suiteSeeds.first) / (seedPromptCount - suiteSeeds.first);
  return msOf(weekStart(calendar, Math.floor(place * suiteSeeds.last))) + days(3);
}

function seedOf(calendar: Calendar, chance: Chance, number: number): Seed {
  const expected = chance.pick(expectations);
  return {
    number,
    expected,
    workflow: chance.pick(workflowKeys.map((key) => [key, workflows[key].traffic + 6] as const)),
    kind: expected === 'comply' ? chance.pick(kinds) : 'adversarial',
    touchy: chance.pick(difficulty),
    createdAt: createdAt(calendar, number),
    contamination: number % 61 === 17 ? 'contaminated' : number % 43 === 9 ? 'suspect' : 'clean',
  };
}

function caseRow(seed: Seed, chance: Chance, paraphrase: number): CaseRow {
  const { workflow } = seed;
  const id = `sample:case:${seed.number}-${paraphrase}`;
  const isBoundary = seed.expected !== 'comply';
  return {
    case_version_id: `${id}@1`,
    case_id: id,
    suite_id: isBoundary ? 'sample:suite:boundary' : 'sample:suite:everyday',
    suite_version: '1',
    workflow_id: workflowId(workflow),
    locale: chance.pick(caseLocales),
    case_kind: seed.kind,
    risk_tier: isBoundary ? 'high' : workflows[workflow].risk,
    expected_behavior: seed.expected,
    is_automated: true,
    is_blocking: chance.happens(0.4),
    grounding_required: workflows[workflow].grounding,
    schema_required: workflows[workflow].schema,
    cluster_id: `sample:seed:${seed.number}`,
    source_issue_id: null,
    contamination: seed.contamination,
    prompt_hash: null,
    content_uri: null,
    created_at: instant(seed.createdAt),
    last_reviewed_at: instant(seed.createdAt + days(2)),
    retired_at: null,
  };
}

/** Every ninth seed's first case was reworded after 18 weeks: the old version is retired, the new one runs from then on. */
function versionsOf(calendar: Calendar, first: TestCase, seed: Seed): readonly TestCase[] {
  const rewordedAt = seed.createdAt + days(7 * 18);
  if (seed.number % 9 !== 4 || rewordedAt >= calendar.end) return [first];
  const id = first.row.case_id ?? '';
  const second = {
    ...first.row,
    case_version_id: `${id}@2`,
    suite_version: '2',
    created_at: instant(rewordedAt),
    last_reviewed_at: instant(rewordedAt),
  };
  return [
    { ...first, row: { ...first.row, retired_at: instant(rewordedAt) }, retiredAt: rewordedAt },
    { ...first, row: second, createdAt: rewordedAt },
  ];
}

/** The evaluation suite: seed prompts, each with one to four paraphrases that count as one cluster. */
export function testCases(calendar: Calendar, chance: Chance): readonly TestCase[] {
  const cases: TestCase[] = [];
  for (let number = 0; number < seedPromptCount; number++) {
    const seed = seedOf(calendar, chance, number);
    const count = chance.pick(paraphrases);
    for (let paraphrase = 1; paraphrase <= count; paraphrase++) {
      const row = caseRow(seed, chance, paraphrase);
      const { workflow, touchy } = seed;
      const first = { row, workflow, locale: row.locale ?? '', createdAt: seed.createdAt, retiredAt: null, touchy };
      cases.push(...(paraphrase === 1 ? versionsOf(calendar, first, seed) : [first]));
    }
  }
  return cases;
}
