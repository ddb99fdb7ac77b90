import type { Agreed, Votes } from './agreed.ts';
import { clusteredProportion, dawidSkene, wilson } from '@assay/statistics';

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
    ties,
    dawidSkene:
      hard && categories.map((category, index) => ({ category, items: hard.filter((each) => each === index).length })),
    accuracy: accuracyOf(table, { tops, hard, annotators }),
    annotators,
  };
}
