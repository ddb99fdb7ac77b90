import type { Day, GradeBasis, LabelBasis, VoteRule } from '@assay/contract';
import type { StoredRow } from '@assay/model';
import type { World } from './world.ts';
import { dayIn, plusDays } from './time.ts';
import { toldGrades } from './regrades.ts';

type Grade = StoredRow<'fact_grade'>;
export type Level = 'none' | 'partial' | 'full';
const levels: readonly Level[] = ['none', 'partial', 'full'];

/** What one grader says of one output by one criterion, however many rows it wrote. */
interface Vote {
  readonly grader: string;
  readonly kind: string;
  readonly isAdjudicated: boolean;
  readonly isBad: boolean;
  readonly level: Level | null;
  readonly at: string;
  readonly grades: readonly Grade[];
}

/** What graders together say of one output by one criterion (model.md section 6). */
export interface Verdict {
  readonly verdict: 'defect' | 'fine' | 'disputed';
  /** Null where nobody deciding gave a level. */
  readonly level: Level | 'disputed' | null;
  readonly isJudged: boolean;
  /** Whether one of the judges is not calibrated. */
  readonly isOfStranger: boolean;
  readonly deciding: readonly Vote[];
  /** How many of those who decide must give a label for it to stand. */
  readonly labelled: VoteRule;
}

function votesOf(grades: readonly Grade[], labels: LabelBasis): readonly Vote[] {
  const voting = toldGrades(grades, labels).filter(({ is_defect }) => is_defect !== null);
  const own = Map.groupBy(voting, (grade) =>
    JSON.stringify([grade.grader_id, grade.grader_kind, grade.is_adjudicated === true]),
  );
  return [...own.values()].map((rows): Vote => {
    const [first] = rows as [Grade];
    return {
      grader: first.grader_id ?? '',
      kind: first.grader_kind ?? '',
      isAdjudicated: first.is_adjudicated === true,
      isBad: rows.some(({ is_defect }) => is_defect === true),
      // Of several levels of one grader the worst.
      level: levels.findLast((level) => rows.some(({ refusal_level }) => refusal_level === level)) ?? null,
      at: rows.map(({ graded_at }) => graded_at ?? '').reduce((a, b) => (a > b ? a : b)),
      grades: rows,
    };
  });
}

function levelOf(votes: readonly Vote[], rule: VoteRule): Verdict['level'] {
  const seen = votes.flatMap(({ level }) => level ?? []);
  if (seen.length === 0) return null;
  if (rule === 'any') return levels.findLast((level) => seen.includes(level)) ?? null;
  if (rule === 'all') return levels.find((level) => seen.includes(level)) ?? null;
  return levels.find((level) => seen.filter((each) => each === level).length * 2 > seen.length) ?? 'disputed';
}

function together(votes: readonly Vote[], rule: VoteRule): Verdict['verdict'] {
  if (rule === 'any') return votes.some(({ isBad }) => isBad) ? 'defect' : 'fine';
  if (rule === 'all') return votes.every(({ isBad }) => isBad) ? 'defect' : 'fine';
  const bad = votes.filter(({ isBad }) => isBad).length;
  if (bad * 2 > votes.length) return 'defect';
  return bad * 2 < votes.length ? 'fine' : 'disputed';
}

/** Null where nobody whose verdict counts has graded. */
export function resolve(
  grades: readonly Grade[],
  {
    basis,
    judges,
    labels,
    vote = 'majority',
  }: {
    readonly basis: GradeBasis;
    readonly judges: ReadonlySet<string>;
    readonly labels: LabelBasis;
    readonly vote?: VoteRule;
  },
): Verdict | null {
  const votes = votesOf(grades, labels);
  const people = votes.filter(({ kind }) => kind === 'human');
  const models = votes.filter(({ kind, grader }) => kind === 'model' && (basis === 'judge' || judges.has(grader)));
  const rules = votes.filter(({ kind }) => kind === 'rule');
  const says = (deciding: readonly Vote[], verdict = together(deciding, vote)): Verdict => ({
    verdict,
    level: levelOf(deciding, vote),
    isJudged: deciding === models,
    isOfStranger: deciding === models && models.some(({ grader }) => !judges.has(grader)),
    deciding,
    labelled: deciding === people ? vote : 'any',
  });
  if (basis !== 'judge' && basis !== 'corrected' && people.length > 0) {
    // The newest adjudication decides; of equally new ones that of the first grader.
    const [decisive] = people
      .filter(({ isAdjudicated }) => isAdjudicated)
      .sort((a, b) => (a.at === b.at ? (a.grader < b.grader ? -1 : 1) : a.at > b.at ? -1 : 1));
    return says(decisive ? [decisive] : people);
  }
  if (basis !== 'human' && models.length > 0) return says(models);
  if (basis !== 'best' || rules.length === 0) return null;
  return says(rules, rules.some(({ isBad }) => isBad) ? 'defect' : 'fine');
}

/** The model that a judge was when it said something; null where none is told. */
export const versionOfJudge = ({ dim_annotator }: World, judge: string | null, at: string): string | null =>
  dim_annotator.find(
    ({ annotator_id, valid_from, valid_to, voided_at }) =>
      annotator_id === judge && voided_at === null && (valid_from ?? '') <= at && (valid_to === null || at < valid_to),
  )?.model_version_id ?? null;

/** Judges by criterion whose sensitivity and specificity against people in the last 90 days add to 1.3 or more. */
export function calibratedJudges(
  world: World,
  { lastDay, zone }: { readonly lastDay: Day; readonly zone: string },
): ReadonlyMap<string, ReadonlySet<string>> {
  const recent = world.fact_grade.filter(({ produced_at }) => {
    const day = dayIn(zone, produced_at);
    return day > plusDays(lastDay, -90) && day <= lastDay;
  });
  const criteria = [...new Set(recent.map(({ criterion }) => criterion))];
  return new Map(
    criteria.map((criterion) => {
      const own = Map.groupBy(
        recent.filter((grade) => grade.criterion === criterion),
        ({ output_id }) => output_id,
      );
      const pairs = [...own.values()].flatMap((grades) => {
        const truth = resolve(grades, { basis: 'human', judges: new Set(), labels: 'current' })?.verdict;
        if (truth === undefined || truth === 'disputed') return [];
        const judged = votesOf(grades, 'current').filter(({ kind }) => kind === 'model');
        return judged.map(({ grader, isBad }) => ({ grader, isBad, isTrue: truth === 'defect' }));
      });
      const good = [...Map.groupBy(pairs, ({ grader }) => grader)].flatMap(([grader, all]) => {
        const defects = all.filter(({ isTrue }) => isTrue);
        const clean = all.filter(({ isTrue }) => !isTrue);
        const found = defects.filter(({ isBad }) => isBad).length / defects.length;
        const spared = clean.filter(({ isBad }) => !isBad).length / clean.length;
        return found + spared - 1 >= 0.3 ? [grader] : [];
      });
      return [criterion, new Set(good)] as const;
    }),
  );
}
