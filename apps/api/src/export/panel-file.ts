import type { DimensionFilter, PanelRequest } from '@assay/contract';
import type { MissingMetric, PanelResultShape } from '../panels/panel-result.ts';
import { csvComment } from './csv.ts';
import { filterText } from './definition-header.ts';
import type { CsvSlice } from './panel-csv.ts';
import { panelCsv } from './panel-csv.ts';

/** One request of a panel with its answer. */
export interface Answered {
  readonly request: PanelRequest;
  readonly answer: PanelResultShape;
}

const same = (a: DimensionFilter, b: DimensionFilter): boolean => filterText(a) === filterText(b);

const isShared = (filter: DimensionFilter, requests: readonly PanelRequest[]): boolean =>
  requests.every(({ where }) => where.some((other) => same(other, filter)));

/** What the requests of a panel have in common, which the head of its file says; they are of one period and comparison. */
export function together(first: PanelRequest, others: readonly PanelRequest[]): PanelRequest {
  return {
    ...first,
    metrics: [...new Set([first, ...others].flatMap(({ metrics }) => metrics))],
    where: first.where.filter((filter) => isShared(filter, others)),
  };
}

/** The filters of a request that the others do not have; null where it is alone. */
function ownFilter({ where }: PanelRequest, all: readonly Answered[]): string | null {
  if (all.length === 1) return null;
  const requests = all.map(({ request }) => request);
  return where
    .filter((filter) => !isShared(filter, requests))
    .map(filterText)
    .join(' and ');
}

type Missing = Pick<MissingMetric, 'metric' | 'message'>;

/** A comment on a metric that has no line, with the reason. */
function missingLine({ metric, message }: Missing, filter: string | null): string {
  return csvComment(`Without numbers ${[metric, filter].filter(Boolean).join(' of ')}: ${message}`);
}

function missingOf({ request, answer }: Answered): readonly Missing[] {
  if (answer.kind === 'ready' || answer.missing.length > 0) return answer.missing;
  return request.metrics.map((metric) => ({ metric, message: answer.message }));
}

/** The lines of a panel, and before them why others are not there. A panel without data is a file without lines. */
export function panelLines(all: readonly Answered[]): string {
  const slices = all.map((one) => ({ ...one, filter: ownFilter(one.request, all) }));
  const isAlone = all.length === 1;
  const comments = slices.flatMap((slice) =>
    isAlone && slice.answer.kind !== 'ready' ? [] : missingOf(slice).map((each) => missingLine(each, slice.filter)),
  );
  const ready = slices.flatMap(({ answer, filter }): CsvSlice[] =>
    answer.kind === 'ready' ? [{ ready: answer, filter }] : [],
  );
  return comments.join('') + (ready.length > 0 ? panelCsv(ready) : '');
}
