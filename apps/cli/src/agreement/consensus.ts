import type { Agreed, Votes } from './agreed.ts';
import { clusteredProportion, dawidSkene, wilson } from '@assay/statistics';

/** Who answered what: how often each category, in their order. */
export interface AnnotatorAnswers {
  readonly annotator: string;
  readonly answers: number;
  readonly counts: readonly number[];
}

/** Items by what they are taken for. */
export interface CategoryItems {
  readonly category: string;
  readonly items: number;
}

/** How often something is the right answer. */
export interface Accuracy {
  readonly id: 'majority_shared' | 'majority_first' | 'dawid_skene' | 'single_answer';
  /** Items, or answers, whose right answer is known. */
  readonly n: number;
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly interval: 'wilson' | 'clustered_proportion';
}

export interface AnnotatorAccuracy {
  readonly annotator: string;
  readonly answers: number;
  readonly right: number;
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** What a table's answers come to, item by item. */
export interface Consensus {
  /** By most answers; items with as many of several are none of these. */
  readonly majority: readonly CategoryItems[];
  /** By any answer: an item is here once for each category that somebody gave. */
  readonly any: readonly CategoryItems[];
  /** By all answers. */
  readonly all: readonly CategoryItems[];
  /** Empty where nobody knows who answered. */
  readonly said: readonly AnnotatorAnswers[];
  readonly ties: number;
  /** By how good annotators turn out to be; null where nobody knows who answered, or it did not settle. */
  readonly dawidSkene: readonly CategoryItems[] | null;
  readonly accuracy: readonly Accuracy[];
  /** Of those with answers whose truth is known, the least right first. */
  readonly annotators: readonly AnnotatorAccuracy[];
}

/** The categories with most answers. */
function topOf(counts: readonly number[]): readonly number[] {
  const most = Math.max(...counts);
  return most === 0 ? [] : counts.flatMap((count, category) => (count === most ? [category] : []));
}

function likeliest({ categories, patterns, raters }: Agreed, votes: Votes): readonly number[] | null {
  const sizes = { items: patterns.length, annotators: raters.length, classes: categories.length };
  const { hardLabels, isSettled } = dawidSkene({ ...votes, ...sizes });
  return isSettled ? hardLabels : null;
}

const share = (id: Accuracy['id'], scores: readonly number[]): Accuracy => {
  const n = scores.length;
  const { p, lower, upper } = wilson({ successes: scores.reduce((sum, each) => sum + each, 0), n });
  return { id, n, value: p, lower, upper, interval: 'wilson' };
};

/** Answers of one annotator go together. */
function ofSingle(annotators: readonly AnnotatorAccuracy[]): Accuracy {
  const successes = annotators.map(({ right }) => right);
  const sizes = annotators.map((each) => each.answers);
  const n = sizes.reduce((sum, each) => sum + each, 0);
  const { p, lower, upper } = clusteredProportion({ successes, sizes });
  return { id: 'single_answer', n, value: p, lower, upper, interval: 'clustered_proportion' };
}

function saidBy({ raters, categories, votes }: Agreed): readonly AnnotatorAnswers[] {
  if (votes === null) return [];
  const counts = raters.map(() => categories.map(() => 0));
  for (const [index, who] of votes.annotator.entries()) {
    const own = counts[who];
    const label = votes.label[index] ?? -1;
    if (own?.[label] !== undefined) own[label] += 1;
  }
  return raters.map((annotator, index) => {
    const own = counts[index] ?? [];
    return { annotator, answers: own.reduce((sum, each) => sum + each, 0), counts: own };
  });
}

/** Items that answers of a category are enough of. */
const itemsWhere = (
  { categories, patterns }: Agreed,
  isEnough: (count: number, all: number) => boolean,
): readonly CategoryItems[] =>
  categories.map((category, index) => ({
    category,
    items: patterns.reduce((sum, { counts, times }) => {
      const all = counts.reduce((total, each) => total + each, 0);
      return sum + (isEnough(counts[index] ?? 0, all) ? times : 0);
    }, 0),
  }));

function annotatorsOf({ raters, truth }: Agreed, votes: Votes | null): readonly AnnotatorAccuracy[] {
  if (votes === null || truth === null) return [];
  const counts = raters.map(() => ({ answers: 0, right: 0 }));
  for (const [index, who] of votes.annotator.entries()) {
    const known = truth[votes.item[index] ?? -1] ?? null;
    const count = counts[who];
    if (known === null || !count) continue;
    count.answers += 1;
    count.right += Number(votes.label[index] === known);
  }
  return raters
    .flatMap((annotator, index): readonly AnnotatorAccuracy[] => {
      const { answers, right } = counts[index] ?? { answers: 0, right: 0 };
      if (answers === 0) return [];
      const { lower, upper } = wilson({ successes: right, n: answers });
      return [{ annotator, answers, right, value: right / answers, lower, upper }];
    })
    .sort((a, b) => a.value - b.value);
}

function accuracyOf(
  { truth }: Agreed,
  {
    tops,
    hard,
    annotators,
  }: {
    readonly tops: readonly (readonly number[])[];
    readonly hard: readonly number[] | null;
    readonly annotators: readonly AnnotatorAccuracy[];
  },
): readonly Accuracy[] {
  if (truth === null) return [];
  const known = truth.flatMap((right, item) =>
    right === null ? [] : [{ right, top: tops[item] ?? [], likely: hard?.[item] }],
  );
  if (known.length === 0) return [];
  return [
    share(
      'majority_shared',
      known.map(({ right, top }) => (top.includes(right) ? 1 / top.length : 0)),
    ),
    share(
      'majority_first',
      known.map(({ right, top }) => Number(top[0] === right)),
    ),
    ...(hard === null
      ? []
      : [
          share(
            'dawid_skene',
            known.map(({ right, likely }) => Number(likely === right)),
          ),
        ]),
    ofSingle(annotators),
  ];
}

/** What most say of each item, what a model of the annotators makes of it, and how often each of both is right. */
export function consensusOf(table: Agreed): Consensus {
  const { categories, patterns, votes } = table;
  const tops = patterns.map(({ counts }) => topOf(counts));
  const clear = patterns.flatMap(({ times }, item) =>
    tops[item]?.length === 1 ? [{ times, category: tops[item][0] }] : [],
  );
  const itemsOf = (index: number): number =>
    clear.reduce((sum, each) => sum + (each.category === index ? each.times : 0), 0);
  const ties = patterns.reduce((sum, { times }, item) => sum + ((tops[item]?.length ?? 0) > 1 ? times : 0), 0);
  const hard = votes && likeliest(table, votes);
  const annotators = annotatorsOf(table, votes);
  return {
    majority: categories.map((category, index) => ({ category, items: itemsOf(index) })),
    any: itemsWhere(table, (count) => count > 0),
    all: itemsWhere(table, (count, all) => all > 0 && count === all),
    ties,
    said: saidBy(table),
    dawidSkene:
      hard && categories.map((category, index) => ({ category, items: hard.filter((each) => each === index).length })),
    accuracy: accuracyOf(table, { tops, hard, annotators }),
    annotators,
  };
}
