import type { DayRange, LabelBasis } from '@assay/contract';
import type { Criterion } from '../output/criteria.ts';
import type { Fallback, LabelTerms } from '../output/label-terms.ts';
import type { RegradedDay } from '../output/regrades.ts';
import type { Known } from './known.ts';
import type { Question } from './question.ts';
import { bucketEnd, bucketsOf } from '@assay/contract';
import { overlaps } from './axis.ts';
import { instantsOf } from './bounds.ts';

/** Below this share of outputs that were graded again a period is of the labels that were given first. */
export const leastCoverage = 0.95;

type Asked = Pick<Question, 'metrics' | 'grain' | 'range' | 'where' | 'basis'>;

/** The days of each period, as far as they were asked for. */
function periodsOf({ grain, range }: Asked): readonly DayRange[] {
  if (grain === 'none') return [range];
  return bucketsOf(range, grain).map((from) => {
    const to = bucketEnd(from, grain);
    return { from: from < range.from ? range.from : from, to: to > range.to ? range.to : to };
  });
}

const reads = ({ metrics }: Asked, criterion: Criterion): boolean =>
  metrics.some(({ graded = [] }) => graded.includes(criterion));

const isIn = ({ where }: Asked, environment: string | null): boolean =>
  where.every(({ dimension, values }) => dimension !== 'environment' || values.includes(environment));

/** Whether a fallback concerns what a question reads. */
const concerns = (asked: Asked, { criterion, environment, days }: Fallback): boolean =>
  reads(asked, criterion) && isIn(asked, environment) && overlaps(days, asked.range);

/** Days of one criterion and environment. */
const sameKind = (a: RegradedDay, { criterion, environment }: Pick<Fallback, 'criterion' | 'environment'>): boolean =>
  a.criterion === criterion && a.environment === environment;

function fallbacksOf(asked: Asked, known: Known, forced: readonly Fallback[]): readonly Fallback[] {
  const seen = known.regrades.filter(
    ({ criterion, environment }) => reads(asked, criterion) && isIn(asked, environment),
  );
  const kinds = new Map(seen.map((day) => [JSON.stringify([day.criterion, day.environment]), day]));
  return periodsOf(asked).flatMap((days) => {
    const during = seen.filter(({ day }) => day >= days.from && day < days.to);
    return [...kinds.values()].flatMap(({ criterion, environment }): readonly Fallback[] => {
      const own = during.filter((day) => sameKind(day, { criterion, environment }));
      const graded = own.reduce((sum, day) => sum + day.graded[asked.basis], 0);
      const regraded = own.reduce((sum, day) => sum + day.regraded[asked.basis], 0);
      const isPart = regraded > 0 && regraded < leastCoverage * graded;
      const isForced = forced.some(
        (each) => each.criterion === criterion && each.environment === environment && overlaps(each.days, days),
      );
      if (!isPart && !isForced) return [];
      return [{ criterion, environment, days, bounds: instantsOf(days, known.zone), regraded }];
    });
  });
}

/**
 * The labels of a question and of what it is compared with (model.md 5, rule 5). Days that lie in both are of one kind in
 * both: where one side falls back on them, so does the other.
 */
export function labelTerms(
  basis: LabelBasis,
  { current, baseline }: { readonly current: Asked; readonly baseline: Asked | null },
  known: Known,
): readonly [LabelTerms, LabelTerms] {
  const asGraded: LabelTerms = { basis, fallbacks: [] };
  if (basis === 'as_graded' || known.regrades.length === 0) return [asGraded, asGraded];
  let all: readonly Fallback[] = [];
  for (;;) {
    const own = fallbacksOf(current, known, all);
    const other = baseline ? fallbacksOf(baseline, known, all) : [];
    const found = [...own, ...other];
    if (found.length === all.length)
      return [
        { basis, fallbacks: own },
        { basis, fallbacks: other },
      ];
    all = found;
  }
}

/** Whether questions say the same of the labels of all days that they share, so that one statement can answer them. */
export function agree(questions: readonly (Asked & { readonly labels: LabelTerms })[]): boolean {
  const all = questions.flatMap(({ labels }) => labels.fallbacks);
  return questions.every((asked) => all.every((fallback) => !concerns(asked, fallback) || coversIn(asked, fallback)));
}

/** Whether a question falls back itself on all days of its own that a fallback holds. */
function coversIn(
  { range, labels }: Asked & { readonly labels: LabelTerms },
  { criterion, environment, days }: Fallback,
): boolean {
  const [from, to] = [days.from < range.from ? range.from : days.from, days.to > range.to ? range.to : days.to];
  const own = labels.fallbacks
    .filter((each) => each.criterion === criterion && each.environment === environment)
    .toSorted((a, b) => (a.days.from < b.days.from ? -1 : 1));
  const reached = own.reduce((at, each) => (each.days.from <= at && each.days.to > at ? each.days.to : at), from);
  return reached >= to;
}

/** All that questions of one statement fall back on, each once. */
export function joinedLabels(questions: readonly { readonly labels: LabelTerms }[]): LabelTerms {
  const all = questions.flatMap(({ labels }) => labels.fallbacks);
  const distinct = new Map(all.map((each) => [JSON.stringify([each.criterion, each.environment, each.days]), each]));
  return { basis: questions[0]?.labels.basis ?? 'current', fallbacks: [...distinct.values()] };
}
