import type { AgreementScale } from './parts.ts';
import { bootstrapAlpha } from '@assay/statistics';
import { expect, it } from 'vitest';
import { scaledAnswers } from './coefficients.ts';
import { spreadOf } from './remembered-spread.ts';

const scale = (agreed: number): AgreementScale => ({
  level: 'nominal',
  patterns: [
    { labels: ['a', 'a'], items: agreed },
    { labels: ['a', 'b'], items: 9 },
    { labels: ['b', 'b'], items: 30 },
  ],
});

function pairedOf(of: AgreementScale) {
  const scaled = scaledAnswers(of);
  if (!scaled) throw new Error('The scale has no coefficient.');
  return scaled.paired;
}

it('is drawn once for the same answers and seed, and is what the bootstrap gives', () => {
  const first = spreadOf(scale(40), pairedOf(scale(40)), 'week 46');
  expect(first).toEqual(bootstrapAlpha(pairedOf(scale(40)), { seed: 'week 46', conf: 0.95 }));
  expect(spreadOf(scale(40), pairedOf(scale(40)), 'week 46')).toBe(first);
});

it('is drawn anew for other answers, another level and another seed', () => {
  const first = spreadOf(scale(40), pairedOf(scale(40)), 'week 46');
  expect(spreadOf(scale(41), pairedOf(scale(41)), 'week 46')).not.toEqual(first);
  expect(spreadOf(scale(40), pairedOf(scale(40)), 'week 47')).not.toEqual(first);
  const sets: AgreementScale = { ...scale(40), level: 'multi_label' };
  expect(spreadOf(sets, pairedOf(sets), 'week 46')).toEqual(
    bootstrapAlpha(pairedOf(sets), { seed: 'week 46', conf: 0.95 }),
  );
});
