import type { StoredRow } from '@assay/model';
import fc from 'fast-check';
import { caseIds, labelledNodes, locales, models, workflows } from './dimensions.ts';
import { chance, dayAt, factRows, instant, later, orNull, some } from './values.ts';

/** Of a world: how much of its requests has no class, so that the metrics that need one are sometimes off. */
const comply = ['should_comply', 'should_comply', 'should_comply'] as const;
const refuse = ['should_refuse', 'should_refuse'] as const;
const classes = fc.constantFrom(
  some(...comply, ...refuse),
  some(...comply, ...comply, ...comply, ...comply, ...refuse, 'ambiguous', 'unknown', null),
);

const output = (requestClass: fc.Arbitrary<StoredRow<'fact_output'>['request_class']>) =>
  fc.record({
    environment: some('eval', 'eval', 'eval', 'eval', 'eval', 'red_team', 'production', 'production'),
    model_version_id: some('m1', 'm1', 'm1', ...models),
    run_id: orNull(some('run1', 'run1', 'run2'), 30),
    case_version_id: orNull(some(...caseIds), 35),
    workflow_id: orNull(some(...workflows), 10),
    locale: orNull(some(...locales), 50),
    session_key: orNull(some('s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8', 's9'), 30),
    produced_at: fc.oneof(
      { weight: 4, arbitrary: instant() },
      { weight: 4, arbitrary: instant(100, 128) },
      { weight: 4, arbitrary: instant(112, 114) },
      // A year earlier.
      { weight: 1, arbitrary: instant(-260, -236) },
    ),
    status: fc.oneof(
      { weight: 12, arbitrary: some('ok') },
      { weight: 1, arbitrary: some('truncated', 'error', 'timeout', 'blocked') },
    ),
    sampling_prob: orNull(some('1.000000000', '0.500000000', '0.200000000'), 70),
    schema_required: some(true, true, false),
    schema_valid: orNull(some(true, true, true, false), 10),
    request_class: requestClass,
    refusal_level: orNull(some('none', 'none', 'none', 'partial', 'full'), 20),
    task_success: orNull(some(true, true, false), 20),
    claims: orNull(some(0, 3, 4, 5), 10),
    cited_claims: orNull(some(0, 1, 2, 3), 10),
    cited_claims_ok: orNull(some(0, 1, 2, 3), 10),
  });

/** What a case is about, mostly the same thing each time, so that samples of one case are many. */
const ofCase = (id: string | null, index: number): Partial<StoredRow<'fact_output'>> => {
  if (id === null || index % 9 === 0) return {};
  const workflow_id = workflows[caseIds.indexOf(id) % workflows.length] ?? null;
  return index % 7 === 0 ? { workflow_id } : { workflow_id, locale: null };
};

export const outputs: fc.Arbitrary<readonly StoredRow<'fact_output'>[]> = classes.chain((requestClass) =>
  factRows('fact_output', { made: output(requestClass), most: 480 }, (each, index) => ({
    ...each,
    ...ofCase(each.case_version_id, index),
    output_id: `o${index}`,
    // No more citations hold than there are.
    cited_claims_ok: each.cited_claims_ok === null ? null : Math.min(each.cited_claims ?? 0, each.cited_claims_ok),
  })),
);

const grader = fc.constantFrom(
  { grader_id: 'h1', grader_kind: 'human' },
  { grader_id: 'h1', grader_kind: 'human' },
  { grader_id: 'h2', grader_kind: 'human' },
  { grader_id: 'h3', grader_kind: 'human' },
  { grader_id: 'good judge', grader_kind: 'model' },
  { grader_id: 'bad judge', grader_kind: 'model' },
  { grader_id: 'regex', grader_kind: 'rule' },
) as fc.Arbitrary<Pick<StoredRow<'fact_grade'>, 'grader_id' | 'grader_kind'>>;

const grade = fc.record({
  /** Mostly all outputs in turn, so that few are without any verdict. */
  stray: orNull(fc.nat(10_000), 94),
  by: grader,
  is_adjudicated: chance(8),
  /** How often a grader sees what is there: the good judge mostly, the bad one by chance. */
  luck: fc.integer({ min: 0, max: 99 }),
  abstains: chance(5),
  is_latest: some(true, true, true, true, true, true, false),
  refusal_level: orNull(some('none', 'none', 'none', 'none', 'none', 'partial', 'full')),
  node_version_id: orNull(some(...labelledNodes)),
  severity_rank: orNull(some(0, 1, 1, 2, 2, 3, 4), 12),
  after: some(5, 5, 10, 20),
});

/** What outputs are graded for, one after another. */
const criteria = [
  'refusal',
  'hallucination',
  'failure_mode',
  'harm',
  'policy',
  'refusal',
  'failure_mode',
  'hallucination',
] as const;

/** What is really the matter with an output, so that graders agree more often than not. */
const isDefect = (output: number, criterion: string): boolean =>
  criterion === 'hallucination' ? output % 2 === 0 : (output * 7 + criterion.length * 3) % 3 === 0;
const blunders = { human: 10, model: 10, rule: 40 } as const;

/** How outputs are graded in a data set: by whoever is there, by two people almost all of them, or by hardly anybody. */
export type Manner = 'mixed' | 'thorough' | 'sparse';
export const manners: readonly Manner[] = ['mixed', 'thorough', 'sparse'];

const roundsOf = { mixed: 7, thorough: 14, sparse: 3 } as const;

/** Grades of outputs; thoroughly graded ones have few that are missing and some on which two people tie. */
export const grades = (
  graded: readonly StoredRow<'fact_output'>[],
  manner: Manner,
): fc.Arbitrary<readonly StoredRow<'fact_grade'>[]> =>
  factRows('fact_grade', { made: grade, most: roundsOf[manner] * graded.length }, (made, index) =>
    gradeOf(graded, manner === 'thorough' ? thorough(made) : made, index),
  )
    .map((first) => (manner === 'thorough' ? judgedToo(first) : first))
    .chain((first) => fc.array(campaign, { maxLength: 3 }).map((all) => all.reduce(gradedAgain, first)));

/** A judge beside people, of which some tie: it says what one of them says, mostly. */
const judgedToo = (grades: readonly StoredRow<'fact_grade'>[]): readonly StoredRow<'fact_grade'>[] => [
  ...grades,
  ...grades.flatMap((each, index) => {
    if (each.grader_kind !== 'human' || each.is_adjudicated === true) return [];
    const is_defect = each.is_defect === null ? null : each.is_defect !== (index % 11 === 0);
    const judge = { grader_id: 'good judge', grader_kind: 'model', is_defect } as const;
    // Of hallucination it grades so much that what it says can be corrected by how it does.
    const isGraded =
      (each.criterion === 'hallucination' && each.grader_id === 'h2') ||
      (each.criterion === 'refusal' && index % 3 === 0);
    return isGraded ? [{ ...each, ...judge, grade_id: `judge ${each.grade_id}` }] : [];
  }),
];

/** Grading again what was graded in some weeks: all of it or a part, everybody's grades or those of people alone. */
const campaign = fc.record({
  criterion: some('refusal', 'hallucination', 'hallucination', 'failure_mode', 'failure_mode'),
  firstWeek: fc.integer({ min: 0, max: 18 }),
  weeks: some(1, 2, 5, 9),
  percent: some(25, 100, 100, 100),
  isOfPeople: some(false, false, true),
  luck: fc.integer({ min: 1, max: 5 }),
});
type Campaign = typeof campaign extends fc.Arbitrary<infer T> ? T : never;

/** The same grades, and new ones in the place of those of the campaign. */
function gradedAgain(
  grades: readonly StoredRow<'fact_grade'>[],
  { criterion, firstWeek, weeks, percent, isOfPeople, luck }: Campaign,
): readonly StoredRow<'fact_grade'>[] {
  const [from, to] = [dayAt(firstWeek * 7), dayAt((firstWeek + weeks) * 7)];
  const isMeant = ({ output_id, produced_at, ...each }: StoredRow<'fact_grade'>): boolean =>
    each.criterion === criterion &&
    each.regrade_of_grade_id === null &&
    produced_at >= from &&
    produced_at < to &&
    (!isOfPeople || each.grader_kind === 'human') &&
    (Number((output_id ?? '').slice(1)) * 37) % 100 < percent;
  return grades.flatMap((each, index) => {
    if (!isMeant(each)) return [each];
    const again: StoredRow<'fact_grade'> = {
      ...each,
      grade_id: `again ${luck} ${criterion} ${each.grade_id}`,
      regrade_of_grade_id: each.grade_id,
      is_latest: true,
      is_defect: index % 7 === 0 ? null : (each.is_defect ?? false) !== (index % luck === 0),
      refusal_level: index % luck === 1 ? 'full' : each.refusal_level,
      node_version_id: index % 2 === 0 ? '2:logic' : each.node_version_id,
      graded_at: later(each.graded_at ?? '', 2000),
    };
    return [{ ...each, is_latest: false }, again];
  });
}

type Made = typeof grade extends fc.Arbitrary<infer T> ? T : never;

const thorough = (made: Made): Made => ({
  ...made,
  stray: null,
  is_latest: made.is_latest || made.luck > 20,
  by: made.by.grader_kind === 'human' ? made.by : { grader_id: 'h2', grader_kind: 'human' },
});

function gradeOf(
  graded: readonly StoredRow<'fact_output'>[],
  { stray, by, luck, abstains, after, ...each }: Made,
  index: number,
): Partial<StoredRow<'fact_grade'>> {
  const place = (stray ?? index) % graded.length;
  const of = graded[place];
  const criterion = luck === 50 ? 'policy' : (criteria[Math.floor(index / graded.length) % criteria.length] ?? 'harm');
  // A refusal is seen by all alike, what is wrong with an answer is not.
  const more = criterion === 'refusal' ? 0 : 8;
  const errs = by.grader_id === 'bad judge' ? 50 : blunders[by.grader_kind ?? 'human'] + more;
  const seen = isDefect(place, criterion) !== luck < errs;
  return {
    ...each,
    ...by,
    criterion,
    // Of failures enough ties are settled that in some data they are more than a tenth of what fails, and no fifth.
    is_adjudicated:
      by.grader_kind === 'human' && (each.is_adjudicated || (criterion === 'failure_mode' && luck % 7 === 1)),
    grade_id: `g${index}`,
    output_id: of?.output_id ?? null,
    produced_at: of?.produced_at ?? '',
    model_version_id: of?.model_version_id ?? null,
    is_defect: abstains ? null : seen,
    graded_at: later(of?.produced_at ?? '', after),
  };
}
