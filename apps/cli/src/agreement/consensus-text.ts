import { countOf, countText } from '@assay/contract';
import type { TableColumn } from '../format/table.ts';
import { tableLines } from '../format/table.ts';
import type { Accuracy, Consensus } from './consensus.ts';

const titles: Readonly<Record<Accuracy['id'], string>> = {
  majority_shared: 'Majority, a tie counts its share',
  majority_first: 'Majority, a tie goes to the first category',
  dawid_skene: 'Dawid and Skene, annotators weighed',
  single_answer: 'One answer',
};

const left = (title: string): TableColumn => ({ title, align: 'left' });
const right = (title: string): TableColumn => ({ title, align: 'right' });
const limits = ({ lower, upper }: Pick<Accuracy, 'lower' | 'upper'>): string | null =>
  lower === null || upper === null ? null : `${lower.toFixed(3)} to ${upper.toFixed(3)}`;

/** So many annotators are named; all of them are in the JSON. */
const mostShown = 10;
const moreLine = (all: number): readonly string[] =>
  all > mostShown ? [`${countOf(all - mostShown, 'more annotator')} with --json.`] : [];
/** With more categories a line would not fit. */
const mostColumns = 6;

function categoryLines({ majority, any, all, ties, dawidSkene }: Consensus): readonly string[] {
  const rows = majority.map(({ category, items }, index) => {
    const modelled = dawidSkene?.[index]?.items;
    const others = [any, all].map((each) => countText(each[index]?.items ?? 0));
    return [category, countText(items), ...others, modelled === undefined ? null : countText(modelled)];
  });
  const tied = ties === 0 ? [] : [['as many of several', countText(ties), null, null, null]];
  return tableLines(
    [left('items taken for'), right('by most answers'), right('by any'), right('by all'), right('Dawid and Skene')],
    [...rows, ...tied],
  );
}

function annotatorLines({ annotators }: Consensus): readonly string[] {
  if (annotators.length === 0) return [];
  const rows = annotators
    .slice(0, mostShown)
    .map((each) => [each.annotator, countText(each.answers), each.value.toFixed(4), limits(each)]);
  return [
    '',
    ...tableLines([left('least right'), right('n'), right('right'), right('95 % interval')], rows),
    ...moreLine(annotators.length),
  ];
}

/** What each annotator answered, in shares of their answers. */
function saidLines({ said, majority }: Consensus): readonly string[] {
  if (said.length === 0 || majority.length > mostColumns) return [];
  const rows = said
    .slice(0, mostShown)
    .map(({ annotator, answers, counts }) => [
      annotator,
      countText(answers),
      ...counts.map((count) => `${((100 * count) / answers).toFixed(2)} %`),
    ]);
  const columns = majority.map(({ category }) => right(category));
  return ['', ...tableLines([left('what each answered'), right('n'), ...columns], rows), ...moreLine(said.length)];
}

function accuracyLines({ accuracy }: Consensus): readonly string[] {
  if (accuracy.length === 0) return [];
  const rows = accuracy.map((each) => [
    titles[each.id],
    countText(each.n),
    each.value?.toFixed(4) ?? '–',
    limits(each),
  ]);
  return ['', ...tableLines([left('right by the truth'), right('n'), right('right'), right('95 % interval')], rows)];
}

/** What the answers come to, and how often that is right. */
export const consensusLines = (consensus: Consensus): readonly string[] => [
  '',
  ...categoryLines(consensus),
  ...saidLines(consensus),
  ...accuracyLines(consensus),
  ...annotatorLines(consensus),
];
