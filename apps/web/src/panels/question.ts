import type { Filter, PanelInput, PanelResult, PeriodInput } from '../gql/types.ts';
import type { PageState } from '../state/page-state.ts';
import { historyPeriod } from '../state/period.ts';

/** One request a panel needs. `key` tells it apart inside its panel and is part of the address of its numbers. */
export interface Question {
  readonly panel: string;
  readonly key: string;
  readonly input: PanelInput;
}

/** Answers of one panel by question key; undefined while the first answer is awaited. */
export type Answers = Readonly<Record<string, PanelResult | undefined>>;

interface Asked {
  readonly metrics: PanelInput['metrics'];
  readonly by?: readonly string[];
  readonly where?: readonly Filter[];
}

/** The numbers of the page's range, with the page's comparison. */
export function askRange(state: PageState, asked: Asked): PanelInput {
  return {
    metrics: asked.metrics,
    grain: 'none',
    period: state.period,
    by: [...(asked.by ?? [])],
    where: [...(asked.where ?? state.where)],
    compare: state.compare,
  };
}

/** The periods before, for a sparkline or a chart. Without comparison: history is its own. */
export function askHistory(
  state: PageState,
  history: { readonly last: string; readonly grain: PanelInput['grain'] },
  asked: Asked,
): PanelInput {
  const period: PeriodInput = historyPeriod(history.last, state);
  // What a split shows is the same in the history, so that each line finds its own.
  const rankedIn = asked.by && asked.by.length > 0 ? { rankedIn: state.period } : {};
  return { ...askRange(state, asked), ...rankedIn, grain: history.grain, period, compare: null };
}
