import { expect, it } from 'vitest';
import type { PanelResult, PanelSpec } from '../gql/types.ts';
import { missingOf } from '../testing/answers.ts';
import { heatmapSpec, trendSpec } from '../testing/page.ts';
import { emptyPage } from './empty-page.ts';

const none = (message: string): PanelResult => ({
  __typename: 'PanelEmpty',
  reason: 'no_data_in_range',
  message,
  emptyHint: 'Nothing.',
  missing: [],
});
const loads: PanelSpec = { __typename: 'LoadsSpec', id: 'loads', title: 'Loads', note: null };

it('is said once where all panels are empty for one reason', () => {
  const panels = [heatmapSpec, trendSpec].map((spec) => ({ spec, answers: { now: none('No rows.') } }));
  expect(emptyPage(panels)).toMatchObject({ kind: 'empty', message: 'No rows.' });
  expect(emptyPage([...panels, { spec: trendSpec, answers: { now: none('No grades.') } }])).toBeNull();
});

it('is not said where metrics that were asked for together are empty for reasons of their own', () => {
  const missing = [
    missingOf('rework_rate', { reason: 'no_data_in_range', message: 'No rows.' }),
    missingOf('spend_actual', { reason: 'no_access', message: 'Not for you.' }),
  ];
  const panel = { spec: heatmapSpec, answers: { now: { ...none('No rows.'), missing } } };
  expect(emptyPage([panel])).toBeNull();
});

it('is not said of a page with a panel of no numbers, which has something to show', () => {
  const panels = [
    { spec: heatmapSpec, answers: { now: none('No rows.') } },
    { spec: loads, answers: {} },
  ];
  expect(emptyPage(panels)).toBeNull();
  expect(emptyPage([{ spec: loads, answers: {} }])).toBeNull();
});
