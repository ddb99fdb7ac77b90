import { countOf } from '@assay/contract';
import type { Filter, MetricDefinition, PanelInput } from '../gql/types.ts';
import { formatRange } from '../number/dates.ts';
import { sameFilters } from '../state/filters.ts';
import { dayRange, namePeriod } from '../state/period.ts';
import { lowerFirst, words } from '../words.ts';
import { dimensionsOf, titleOf } from './dimensions.ts';
import type { Question } from './question.ts';

/** What each of a panel's questions asks, in words that tell one from the other. */
export function nameQuestions(
  questions: readonly Question[],
  catalogue: readonly MetricDefinition[],
): readonly { readonly key: string; readonly name: string }[] {
  const inputs = questions.map(({ input }) => input);
  return questions.map(({ key, input }) => ({ key, name: nameInput(input, { inputs, catalogue }) }));
}

interface Around {
  /** Of all questions of the panel. */
  readonly inputs: readonly PanelInput[];
  readonly catalogue: readonly MetricDefinition[];
}

/** `Over-refusal by workflow and week, last 26 full weeks`, `3 metrics, last full week, workflow Code`. */
function nameInput(input: PanelInput, { inputs, catalogue }: Around): string {
  const dimensions = dimensionsOf(catalogue);
  const title = (id: string): string => lowerFirst(titleOf(dimensions, id));
  const [metric] = input.metrics;
  const what =
    input.metrics.length === 1
      ? (catalogue.find(({ id }) => id === metric)?.title ?? String(metric))
      : countOf(input.metrics.length, 'metric');
  const by = [...input.by.map(title), ...(input.grain === 'none' ? [] : [input.grain])].join(' and ');
  const own = input.where.filter((filter) => !isShared(filter, inputs));
  const slices = own.map(
    ({ dimension, values }) => `${title(dimension)} ${values.map((value) => value ?? words.notKnown).join(' or ')}`,
  );
  return [by === '' ? what : `${what} by ${by}`, namePart(input), ...slices].join(', ');
}

const isShared = (filter: Filter, inputs: readonly PanelInput[]): boolean =>
  inputs.every(({ where }) => where.some((other) => sameFilters([filter], [other])));

function namePart({ period: { last, from, to } }: PanelInput): string {
  if (from && to) return formatRange(dayRange({ from, to }));
  return lowerFirst(namePeriod(last ?? 'all'));
}
