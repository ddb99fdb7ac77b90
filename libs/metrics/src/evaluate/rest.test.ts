import type { Estimate } from '@assay/contract';
import type { RawNumber } from './answer.ts';
import type { Evidence } from './evidence.ts';
import { describe, expect, it } from 'vitest';
import { metricOf } from '../registry.ts';
import { adjustTogether, changeOf } from './change.ts';
import { besideRest } from './rest.ts';

const metric = metricOf('over_refusal_rate');

/** A share of so many, in a place; as many are independent. */
function number(
  by: Estimate['by'],
  [count, n]: readonly [count: number | null, n: number],
  { evidence = { kind: 'share', effectiveN: n }, partial = false }: { evidence?: Evidence; partial?: boolean } = {},
): RawNumber {
  const range = { from: '2026-01-05', to: '2026-01-12' };
  const value = count === null ? null : count / n;
  const estimate = { by, value, n, denominator: n, range, partial } as unknown as Estimate;
  return { evaluated: { estimate, evidence }, raw: null };
}
const changesOf = (numbers: readonly RawNumber[], dimension = 'workflow') =>
  besideRest(metric, numbers, dimension).map(({ raw }) => raw?.change ?? null);

describe('a slice beside the rest', () => {
  it('is tested against all others together', () => {
    // 61 of 910 against 38 of 900, which lie in two: the published vectors newcombe_diff/07 and two_proportion_test/01.
    const [code] = changesOf([
      number({ workflow: 'code' }, [61, 910]),
      number({ workflow: 'search' }, [20, 500]),
      number({ workflow: 'tutoring' }, [18, 400]),
    ]);
    expect(code).toMatchObject({ comparedN: 900, comparedValue: 38 / 900 });
    expect(code?.difference).toBeCloseTo(0.0248107448107, 10);
    expect(code?.p).toBeCloseTo(0.0202858927072, 9);
    expect(code?.comparedRange).toEqual({ from: '2026-01-05', to: '2026-01-12' });
  });

  it('weighs what is less certain less: a tenth of the independent rows widens the rest', () => {
    const alike = changesOf([number({ workflow: 'a' }, [30, 200]), number({ workflow: 'b' }, [30, 600])]);
    const clustered = changesOf([
      number({ workflow: 'a' }, [30, 200]),
      number({ workflow: 'b' }, [30, 600], { evidence: { kind: 'share', effectiveN: 60 } }),
    ]);
    expect(alike[0]?.p).toBeLessThan(0.001);
    expect(clustered[0]?.p).toBeGreaterThan(0.01);
    expect(clustered[0]?.difference).toBe(alike[0]?.difference);
  });

  it('takes shares that were set right together, whose common error does not average out', () => {
    const setRight = (standardError: number): { evidence: Evidence } => ({
      evidence: { kind: 'estimate', standardError, isShare: true },
    });
    const [a] = changesOf([
      number({ workflow: 'a' }, [120, 400], setRight(0.03)),
      number({ workflow: 'b' }, [60, 300], setRight(0.02)),
      number({ workflow: 'c' }, [10, 100], setRight(0.04)),
    ]);
    // 70 of 400; 3/4 x 0.02 + 1/4 x 0.04 = 0.025; z = 0.125 / sqrt(0.03^2 + 0.025^2) = 3.20092.
    expect(a).toMatchObject({ comparedN: 400, comparedValue: 0.175 });
    expect(a?.p).toBeCloseTo(0.0013699, 7);
    expect(a?.lower).toBeCloseTo(0.04846096, 8);
    // What is no share of its denominator has no rest.
    const mean: Evidence = { kind: 'estimate', standardError: 0.03 };
    const means = [number({ workflow: 'a' }, [1, 2], { evidence: mean }), number({ workflow: 'b' }, [1, 2], { evidence: mean })]; // prettier-ignore
    expect(changesOf(means)).toEqual([null, null]);
  });

  it('has the rest of its own line alone', () => {
    const lines = ['m1', 'm2'].flatMap((model) => [
      number({ model_version: model, workflow: 'a' }, [model === 'm1' ? 5 : 50, 100]),
      number({ model_version: model, workflow: 'b' }, [10, 100]),
    ]);
    expect(changesOf(lines).map((change) => change?.comparedValue)).toEqual([0.1, 0.05, 0.1, 0.5]);
    expect(changesOf(lines, 'model_version').map((change) => change?.comparedValue)).toEqual([0.5, 0.1, 0.05, 0.1]);
  });

  it('has none where it is alone, where the others are withheld, and of a period that is not whole', () => {
    const a = number({ workflow: 'a' }, [5, 100]);
    expect(changesOf([a])).toEqual([null]);
    expect(changesOf([a, number({ workflow: 'b' }, [null, 3])])).toEqual([null, null]);
    const partly = number({ workflow: 'b' }, [10, 100], { partial: true });
    expect(changesOf([partly, a])[0]).toBeNull();
  });

  it('adds up events and what they could happen in', () => {
    const events = (workflow: string, count: number, exposure: number): RawNumber =>
      number({ workflow }, [count, exposure], { evidence: { kind: 'events', count, exposure } });
    // 12 of 15 events in a third of the exposure: P(X >= 12) + half of P(X = 12), twice, of 15 at 1/3.
    const [first] = changesOf([events('a', 12, 100), events('b', 2, 150), events('c', 1, 50)]);
    expect(first?.p).toBeLessThan(0.001);
    expect(first?.comparedValue).toBe(3 / 200);
  });

  it('knows no rest of what is no share and no rate of events', () => {
    const spread: Evidence = { kind: 'estimate', standardError: 0.1 };
    const both = ['a', 'b'].map((workflow) => number({ workflow }, [5, 10], { evidence: spread }));
    expect(changesOf(both)).toEqual([null, null]);
  });
});

describe('slices that are searched for those that stand out', () => {
  const share = (count: number, n: number) => number({}, [count, n]).evaluated;
  const real = changeOf(metric, { current: share(61, 910), compared: share(38, 900) }, 'slices');
  const none = changeOf(metric, { current: share(50, 1000), compared: share(50, 1000) }, 'slices');

  it('are adjusted for each other after Benjamini and Hochberg', () => {
    // Two of four with p 0.0203: times four over two.
    const found = adjustTogether([real, none, real, none]);
    expect(found[0]?.pAdjusted).toBeCloseTo(0.0405717854144, 9);
    expect(found[0]).toMatchObject({ looks: 4, verdict: 'worse' });
  });

  it('cost the moves of the same page nothing, and are not adjusted for them', () => {
    const move = { ...real, family: 'moves' as const };
    const [first, second] = adjustTogether([move, none, none, none]);
    expect(first?.pAdjusted).toBeCloseTo(0.0202858927072, 9);
    expect(first).toMatchObject({ looks: 1, verdict: 'worse' });
    expect(second?.looks).toBe(3);
  });
});
