import { expect, it } from 'vitest';
import type { PanelState } from './panel-state.ts';
import { stateOfList } from './own-panel.tsx';

const failure = { code: 'INTERNAL', message: 'It broke.', hint: 'Try again.' };
const sum = (pages: readonly number[]): PanelState<number> => ({
  kind: 'ready',
  model: pages.reduce((total, page) => total + page, 0),
});

it('waits, fails with its cause, and is drawn of every page that came', () => {
  expect(stateOfList({ pages: [], failure: null }, sum)).toEqual({ kind: 'loading' });
  const failed = { kind: 'failed', message: 'It broke.', hint: 'Try again.', queryId: null };
  expect(stateOfList({ pages: [], failure }, sum)).toEqual(failed);
  expect(stateOfList({ pages: [1, 2], failure: null }, sum)).toEqual({ kind: 'ready', model: 3 });
});

it('keeps what came when a later page fails', () => {
  expect(stateOfList({ pages: [1], failure }, sum)).toEqual({ kind: 'ready', model: 1 });
});
