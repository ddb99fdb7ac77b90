import type { PanelRequest } from '@assay/contract';
import type { Known } from '../plan/known.ts';
import { describe, expect, it } from 'vitest';
import { noModes } from '../output/mode-tree.ts';
import { resolveRequest } from '../plan/question.ts';
import { plainKnown, plainRequest } from '../testing/graded-rows.ts';
import { breaksOf } from './breaks.ts';

const member = (value: string) => ({ value, label: value, rows: 1 });
const known: Known = {
  ...plainKnown,
  zone: 'Europe/Berlin',
  // Half past eleven in the evening in UTC is the next day in Berlin.
  modes: { ...noModes, breaks: [{ at: '2026-03-08T23:30:00Z', version: '2' }] },
  guidelines: [
    { task: 'intent', version: '3', at: '2026-03-10T00:00:00Z' },
    { task: 'topic', version: null, at: '2026-03-12T00:00:00Z' },
    { task: 'intent', version: '2', at: '2025-01-10T00:00:00Z' },
  ],
  members: new Map([
    ['task', [member('intent'), member('topic')]],
    ['failure_mode', []],
  ]),
};
const march = { kind: 'days', days: { from: '2026-03-02', to: '2026-03-16' } } as PanelRequest['range'];

function marks(request: Partial<PanelRequest>) {
  const resolution = resolveRequest({ ...plainRequest, grain: 'week', range: march, ...request }, known);
  if (resolution.kind !== 'resolved') throw new Error(resolution.message);
  return breaksOf(resolution.resolved, known).map(({ day, title, by }) => [day, title, by]);
}

describe('breaks of an answer', () => {
  it('are changes of the taxonomy for failure modes, on the day they have in the zone', () => {
    expect(marks({ metrics: ['failure_mode_rate'] })).toEqual([['2026-03-09', 'Taxonomy 2', {}]]);
    expect(marks({ metrics: ['over_refusal_rate'] })).toEqual([]);
  });

  it('are changes of guidelines for labels, each of the slice of its task', () => {
    expect(marks({ metrics: ['label_drift'], by: ['task'] })).toEqual([
      ['2026-03-10', 'Guideline 3', { task: 'intent' }],
      ['2026-03-12', 'New guideline', { task: 'topic' }],
    ]);
  });

  it('are those of the task that is filtered by, and none of tasks taken together', () => {
    const where = [{ dimension: 'task', values: ['topic'] }];
    expect(marks({ metrics: ['iaa_alpha'], where })).toEqual([['2026-03-12', 'New guideline', {}]]);
    expect(marks({ metrics: ['iaa_alpha'] })).toEqual([]);
  });

  it('are those between a range and the one it is compared with, too', () => {
    const range = { kind: 'days', days: { from: '2026-03-09', to: '2026-03-16' } } as PanelRequest['range'];
    expect(marks({ metrics: ['failure_mode_rate'], range })).toEqual([]);
    expect(marks({ metrics: ['failure_mode_rate'], range, compare: { kind: 'previous' } })).toHaveLength(1);
  });
});
