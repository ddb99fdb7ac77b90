import type { MissingMetric, PanelInput, PanelReady, PanelResult, Series } from '../gql/types.ts';
import type { NumberModel } from '../number/number-model.ts';
import { numberAt } from '../number/number-model.ts';
import { missingIn } from '../panels/missing.ts';
import { readyOf } from '../panels/panel-state.ts';
import type { Answers, Question } from '../panels/question.ts';
import type { Address } from '../state/address.ts';
import { isSlice } from '../state/address.ts';
import { sameFilters } from '../state/filters.ts';

/** What an address leads to on the page as it is. */
export interface Found {
  readonly input: PanelInput;
  /** Null where the address names a query alone, or a number that is not there. */
  readonly number: NumberModel | null;
  /** Why its metric has no numbers; null where it has. */
  readonly missing: MissingMetric | null;
  readonly history: History | null;
}

export interface History {
  /** What was asked for it. */
  readonly input: PanelInput;
  readonly ready: PanelReady;
  readonly series: Series;
}

interface OnPage {
  readonly questions: readonly Question[];
  readonly byPanel: Readonly<Record<string, Answers>>;
}

/** Null where the page asks no such question: an address from another version of the page. */
export function findNumber(address: Address, page: OnPage): Found | null {
  const question = page.questions.find(({ panel, key }) => panel === address.panel && key === address.question);
  if (!question) return null;
  const answer = answerOf(question, page);
  const ready = readyOf(answer);
  const series = ready && seriesAt(ready, address);
  const metric = question.input.metrics.find((each) => each === address.metric);
  const index = address.bucket === null ? 0 : (ready?.buckets.findIndex(({ start }) => start === address.bucket) ?? -1);
  const number = ready && series ? numberAt(ready, series, index) : null;
  return {
    input: question.input,
    number,
    missing: metric ? missingIn(answer, metric) : null,
    history: address.metric === null ? null : historyFor(question.input, address, page),
  };
}

function answerOf({ panel, key }: Question, { byPanel }: OnPage): PanelResult | undefined {
  return byPanel[panel]?.[key];
}

function seriesAt(ready: PanelReady, address: Address): Series | null {
  return ready.series.find(({ metric, by }) => metric === address.metric && isSlice(by, address)) ?? null;
}

/** The same number over time, where any panel of the page has asked for it already. */
function historyFor(input: PanelInput, address: Address, page: OnPage): History | null {
  for (const question of page.questions) {
    const { grain, where, metrics } = question.input;
    if (grain === 'none' || !metrics.some((metric) => metric === address.metric) || !sameFilters(where, input.where))
      continue;
    const ready = readyOf(answerOf(question, page));
    const series = ready && seriesAt(ready, address);
    if (ready && series) return { input: question.input, ready, series };
  }
  return null;
}
