import { expect, it } from 'vitest';
import type { PanelResult, PanelSpec } from '../gql/types.ts';
import { heatmapSpec, trendSpec } from '../testing/page.ts';
import { emptyPage } from './empty-page.ts';

const none = (message: string): PanelResult => ({
  __typename: 'PanelEmpty',
  reason: 'no_data_in_range',
  message,
  emptyHint: 'Nothing.',
});
const loads: PanelSpec = { __typename: 'LoadsSpec', id: 'loads', title: 'Loads', note: null };

it('is said once where all panels are empty for one reason', () => {
  const panels = [heatmapSpec, trendSpec].map((spec) => ({ spec, answers: { now: none('No rows.') } }));
  expect(emptyPage(panels)).toMatchObject({ kind: 'empty', message: 'No rows.' });
  expect(emptyPage([...panels, { spec: trendSpec, answers: { now: none('No grades.') } }])).toBeNull();
});

it('is not said of a page with a panel of no numbers, which has something to show', () => {
  const panels = [
    { spec: heatmapSpec, answers: { now: none('No rows.') } },
    { spec: loads, answers: {} },
  ];
  expect(emptyPage(panels)).toBeNull();
  expect(emptyPage([{ spec: loads, answers: {} }])).toBeNull();
});
