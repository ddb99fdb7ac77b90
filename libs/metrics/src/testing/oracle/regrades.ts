import type { LabelBasis } from '@assay/contract';
import type { StoredRow } from '@assay/model';
import type { Ask, SaidOf } from './ask.ts';
import type { Period } from './time.ts';
import type { World } from './world.ts';
import { dayIn, holds, periodsOf } from './time.ts';
import { inForce } from './world.ts';

type Grade = StoredRow<'fact_grade'>;

/** Grades whose labels count: what is in force, or the last that each grader said before anything was graded again. */
export function toldGrades(grades: readonly Grade[], labels: LabelBasis): readonly Grade[] {
  const there = grades.filter(inForce);
  if (labels === 'current') return there.filter(({ is_latest }) => is_latest === true);
  const given = there.filter(({ regrade_of_grade_id }) => regrade_of_grade_id === null);
  const same = Map.groupBy(given, ({ grader_id, is_adjudicated, criterion }) =>
    JSON.stringify([grader_id, is_adjudicated, criterion]),
  );
  return [...same.values()].flatMap((own) => {
    const last = own.map(({ graded_at }) => graded_at ?? '').reduce((a, b) => (a > b ? a : b));
    return own.filter(({ graded_at }) => (graded_at ?? '') === last);
  });
}

const kinds = { human: 'human', judge: 'model', corrected: 'model', best: null } as const;

/** Periods that were graded again in part, less than 95 % of their graded outputs, by criterion and environment. */
export class Regrades {
  readonly #world: World;
  readonly #ask: Ask;
  readonly #again = new Map<string, number>();

  constructor(world: World, ask: Ask) {
    this.#world = world;
    this.#ask = ask;
  }

  /** Outputs of a period that were graded again where those are too few; else 0. */
  partOf(period: Period, criterion: string, environment: string | null): number {
    if (this.#ask.labelBasis === 'as_graded') return 0;
    const key = JSON.stringify([period.asked, criterion, environment]);
    const known = this.#again.get(key) ?? this.#count(period, criterion, environment);
    this.#again.set(key, known);
    return known;
  }

  #count({ asked }: Period, criterion: string, environment: string | null): number {
    const { zone, basis } = this.#ask;
    const outputs = new Set(
      this.#world.fact_output
        .filter(inForce)
        .filter((output) => output.environment === environment && holds(asked, dayIn(zone, output.produced_at)))
        .map(({ output_id }) => output_id as string | null),
    );
    const there = this.#world.fact_grade.filter(inForce).filter((grade) => grade.criterion === criterion);
    const kindOf = new Map(
      this.#world.fact_grade.map(({ grade_id, grader_kind }) => [grade_id as string | null, grader_kind]),
    );
    const isSeen = (...those: readonly (string | null | undefined)[]): boolean =>
      kinds[basis] === null || those.includes(kinds[basis]);
    const own = there.filter(({ output_id }) => outputs.has(output_id));
    const isAgain = ({ regrade_of_grade_id }: Grade): boolean => regrade_of_grade_id !== null;
    const graded = new Set(
      own
        .filter((grade) => (grade.is_defect !== null || isAgain(grade)) && isSeen(grade.grader_kind))
        .map(({ output_id }) => output_id),
    );
    const again = new Set(
      own
        .filter((grade) => isAgain(grade) && isSeen(grade.grader_kind, kindOf.get(grade.regrade_of_grade_id)))
        .map(({ output_id }) => output_id),
    );
    return again.size < 0.95 * graded.size ? again.size : 0;
  }

  /** Which labels of an output count: within one period never of both kinds. */
  labelsOf({ produced_at, environment }: StoredRow<'fact_output'>, criterion: string): LabelBasis {
    const day = dayIn(this.#ask.zone, produced_at);
    const { range, grain } = this.#ask.labelled ?? this.#ask;
    const period = periodsOf(range, grain).find(({ asked }) => holds(asked, day));
    if (this.#ask.labelBasis === 'as_graded') return 'as_graded';
    return period && this.partOf(period, criterion, environment) > 0 ? 'as_graded' : 'current';
  }

  /** Numbers of periods that were graded again in part say so, and of how many outputs. */
  said(numbers: readonly SaidOf[], criteria: readonly string[]): readonly SaidOf[] {
    const asked = this.#ask.where.find(({ dimension }) => dimension === 'environment')?.values[0] ?? null;
    return numbers.map((number) => {
      if (number.denominator === 0 && Object.keys(number.caveats).length === 0) return number;
      const environment = number.by['environment'] ?? asked;
      const again = Math.max(...criteria.map((criterion) => this.partOf(number.period, criterion, environment)));
      return again === 0 ? number : { ...number, caveats: { ...number.caveats, as_graded: again } };
    });
  }
}
