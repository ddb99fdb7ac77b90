import type { Day } from '@assay/contract';
import { isDay } from '@assay/contract';
import type { FilterControls } from '../filters/filter-context.ts';
import { dimensionsOf } from '../panels/dimensions.ts';
import type { PageAnswer } from '../gql/types.ts';
import { readyOf } from '../panels/panel-state.ts';
import type { Question } from '../panels/question.ts';
import { withFilter } from '../state/filters.ts';
import { useSearchChange } from '../state/links.tsx';
import type { PageState } from '../state/page-state.ts';
import { whereSearch, writeCompare } from '../state/page-state.ts';
import { dayRange, daysOf } from '../state/period.ts';
import type { PageAnswers } from './use-answers.ts';

interface Around {
  readonly answer: PageAnswer;
  readonly state: PageState;
  readonly answers: PageAnswers;
}

/** Ties the filter row to the address bar. A choice equal to the page's own default leaves no trace there. */
export function useFilterControls({ answer, state, answers }: Around): FilterControls {
  const change = useSearchChange();
  const { page, catalogue } = answer;
  const through = countedThrough(answer);
  return {
    page,
    state,
    range: shownRange(state, through, answers),
    dataThrough: through,
    dimensions: dimensionsOf(catalogue),
    setRange: (range) => change({ range: range === page.period ? undefined : range }),
    setCompare: (compare) => change({ compare: compare === writeCompare(page.compare) ? undefined : compare }),
    setFilter: (dimension, values) => change({ where: whereSearch(page, withFilter(state.where, dimension, values)) }),
  };
}

/** Where relative ranges end: the last day of the facts that metrics count. Other facts may reach further. */
function countedThrough({ catalogue, freshness }: PageAnswer): Day | null {
  const counted = new Set(catalogue.map(({ fact }) => fact));
  return freshness.sources
    .flatMap(({ facts }) => facts)
    .filter(({ table }) => counted.has(table))
    .flatMap(({ dataThrough }) => (dataThrough !== null && isDay(dataThrough) ? [dataThrough] : []))
    .reduce<Day | null>((last, day) => (last === null || day > last ? day : last), null);
}

/** The days of the page's range: known from the calendar where they can be, else from the first answer. */
function shownRange(state: PageState, through: Day | null, answers: PageAnswers): FilterControls['range'] {
  const known = daysOf(state, through);
  const running = answers.query.startedAt !== null;
  // A panel may ask for other days beside the page's own.
  const isOfPage = ({ input }: Question): boolean =>
    input.grain === 'none' && JSON.stringify(input.period) === JSON.stringify(answers.asked.period);
  const answered = answers.query.questions
    .filter(isOfPage)
    .flatMap(({ panel, key }) => readyOf(answers.byPanel[panel]?.[key])?.range ?? [])[0];
  return !running && answered ? dayRange(answered) : known;
}
