import { useMemo } from 'react';
import { useQuery } from 'urql';
import { panelsDocument } from '../gql/panels-document.ts';
import type { Series, Slice } from '../gql/types.ts';
import { readyOf } from '../panels/panel-state.ts';
import type { History } from './find-number.ts';

const sliceKey = (by: readonly Slice[]): string =>
  JSON.stringify(by.map(({ dimension, value }) => [dimension, value]).sort());

/** The history with how it usually runs and what moved later, which pages do not ask: asked for its metric alone, and drawn when it comes. */
export function useFullHistory({ input, series }: History): Series {
  const requests = useMemo(
    () => [{ ...input, metrics: [series.metric], compare: null, limits: true, restated: true }],
    [input, series.metric],
  );
  const [{ data }] = useQuery({ query: panelsDocument, variables: { requests } });
  const key = sliceKey(series.by);
  const found = readyOf(data?.panels[0])?.series.find(({ by }) => sliceKey(by) === key);
  return found ? { ...series, limits: found.limits, restated: found.restated } : series;
}
