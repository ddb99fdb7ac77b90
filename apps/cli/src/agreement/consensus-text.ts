import { countText } from '../format/number.ts';
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

function categoryLines({ majority, ties, dawidSkene }: Consensus): readonly string[] {
  const rows = majority.map(({ category, items }, index) => {
    const modelled = dawidSkene?.[index]?.items;
    return [category, countText(items), modelled === undefined ? null : countText(modelled)];
  });
  const tied = ties === 0 ? [] : [['as many of several', countText(ties), null]];
  return tableLines([left('items taken for'), right('by most answers'), right('Dawid and Skene')], [...rows, ...tied]);
}

function annotatorLines({ annotators }: Consensus): readonly string[] {
  if (annotators.length === 0) return [];
  const rows = annotators
    .slice(0, mostShown)
    .map((each) => [each.annotator, countText(each.answers), each.value.toFixed(4), limits(each)]);
  const rest = annotators.length - rows.length;
  const more = rest > 0 ? [`${countText(rest)} more annotators with --json.`] : [];
  return ['', ...tableLines([left('least right'), right('n'), right('right'), right('95 % interval')], rows), ...more];
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
  ...accuracyLines(consensus),
  ...annotatorLines(consensus),
];
