import type { Estimate } from '@assay/contract';
import type { RawNumber } from './answer.ts';
import type { Evaluated } from './number.ts';
import { describe, expect, it } from 'vitest';
import { metricOf } from '../registry.ts';
import { adjustTogether, changeOf } from './change.ts';
import { modesText } from './modes-text.ts';
import { modesTogether } from './modes-together.ts';

const metric = metricOf('failure_mode_share');

const side = (mode: string, value: number, effectiveN: number | null): Evaluated => ({
  estimate: {
    ...{ metric: metric.id, by: { failure_mode: mode }, value, n: 100 },
    range: { from: '2026-01-05', to: '2026-01-12' },
  } as unknown as Estimate,
  evidence: { kind: 'share', effectiveN },
});

/** Modes with their failures of a hundred now, and of a hundred before. */
function moves(modes: Readonly<Record<string, readonly [number, number]>>, size: number | null = 100) {
  return Object.entries(modes).map(([mode, [now, before]]): RawNumber => {
    const current = side(mode, now / 100, size);
    return { evaluated: current, raw: changeOf(metric, { current, compared: side(mode, before / 100, size) }) };
  });
}
const isTop = (mode: string | null): boolean => mode?.includes('/') !== true;

/** p as adjusted, by mode. */
function adjusted(numbers: readonly RawNumber[]): Readonly<Record<string, number | null | undefined>> {
  const raws = modesTogether(metric, numbers, isTop).flatMap(({ evaluated, raw }) =>
    raw ? [{ mode: evaluated.estimate.by['failure_mode'] ?? '', raw }] : [],
  );
  const changes = adjustTogether(raws.map(({ raw }) => raw));
  return Object.fromEntries(raws.map(({ mode }, index) => [mode, changes[index]?.pAdjusted]));
}

describe('shares of failures beside those of another period', () => {
  it('are those found among many, one in twenty of them by chance', () => {
    // 60 and 40 of 100: chi2 = 200 (60 x 60 - 40 x 40)^2 / 100^4 = 8, p 0.0046777; of two alike BH leaves it, Holm doubles it.
    expect(adjusted(moves({ facts: [60, 40], tone: [40, 60] }))['facts']).toBeCloseTo(0.004677735, 8);
  });

  it('are no surer than that all of them together moved', () => {
    // 60 and 45 of 100 and eight others of 5 and 6.875: chi2 of all 4.511278 with 8 degrees of freedom, p 0.8083;
    // alone the first has p 0.0337, among nine 0.303.
    const others = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`m${index}`, [5, 6.875] as const]));
    expect(adjusted(moves({ facts: [60, 45], ...others }))['facts']).toBeCloseTo(0.808303701, 7);
  });

  it('count what lies below a mode as part of it', () => {
    const whole = { facts: [60, 45], tone: [40, 55] } as const;
    const alone = adjusted(moves(whole));
    const tree = adjusted(moves({ ...whole, 'facts/claim': [30, 22.5], 'facts/source': [30, 22.5] }));
    // chi2 of all is that of facts, 4.511278 with one degree of freedom, p 0.0336721.
    expect(alone['facts']).toBeCloseTo(0.033672069, 8);
    // The modes below are two more looks, that find nothing: 0.033672069 x 4 / 2.
    expect(tree['facts']).toBeCloseTo(0.067344138, 8);
    const [below] = modesTogether(metric, moves({ ...whole, 'facts/claim': [30, 22.5] }), isTop);
    expect(below?.raw?.whole?.p).toBeCloseTo(0.033672069, 8);
  });

  it('count what is in none of them, as modes that one side alone has', () => {
    // 60 and 45 of 100, the others 40 and 55: chi2 4.511278 with one degree of freedom.
    const [facts] = modesTogether(metric, moves({ facts: [60, 45] }), isTop);
    expect(facts?.raw?.whole?.p).toBeCloseTo(0.033672069, 8);
    // V of 200: phi2 = 4.511278 / 200 - 1 / 199 = 0.0175312, over 1 - 1 / 199 of the smaller side, 0.0176198.
    expect(facts?.raw?.whole?.cramersV).toBeCloseTo(Math.sqrt(0.0176198), 5);
  });

  it('carry that test, which reads in words', () => {
    const numbers = modesTogether(metric, moves({ facts: [60, 40], tone: [40, 60] }), isTop);
    const [change] = adjustTogether(numbers.flatMap(({ raw }) => (raw ? [raw] : [])));
    expect(change?.modes?.p).toBeCloseTo(0.004677735, 8);
    expect(change?.modes && modesText(change.modes)).toBe(
      'What failures are made of has clearly changed, all modes together: chance alone would do as much in 0.5 % of cases; by 0.19, where 0 is nothing and 1 everything',
    );
    expect(modesText({ p: 0.8083, cramersV: 0 })).toBe(
      'What failures are made of has not clearly changed, all modes together: chance alone would do as much in 81 % of cases; by 0.00, where 0 is nothing and 1 everything',
    );
    expect(modesText({ p: 1e-9, cramersV: 0.5 })).toContain('in less than 0.1 % of cases');
    expect(modesText({ p: null, cramersV: null })).toContain('cannot be tested');
  });

  it('are each on its own where clusters are too few to say', () => {
    const few = modesTogether(metric, moves({ facts: [60, 40] }, null), isTop);
    expect(few.map(({ raw }) => [raw?.family, raw?.change.verdict])).toEqual([['moves', 'too_little_data']]);
  });
});

it('rates of modes are looked at one by one', () => {
  const rates = moves({ facts: [60, 40], tone: [40, 60] });
  expect(modesTogether(metricOf('failure_mode_rate'), rates, isTop)).toBe(rates);
});
