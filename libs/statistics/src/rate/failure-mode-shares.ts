/** Outputs with the same failure labels, counted. */
export interface ModePattern {
  /** Failure modes of the output; none if it did not fail. A mode named twice counts once. */
  readonly modes: readonly string[];
  readonly times: number;
}

export interface FailureModeShares {
  /** Outputs with at least one mode. */
  readonly failing: number;
  /** Outputs with the mode / outputs. May add to more than the failing share. */
  readonly rateAny: Readonly<Record<string, number>>;
  /** Of the failures: each failing output spreads weight 1 evenly over its modes. Adds to 1. */
  readonly share: Readonly<Record<string, number>>;
  readonly sumRates: number;
}

/** Rates and shares of failure modes (rule E9 of the metric catalogue), modes in the order of the alphabet. */
export function failureModeSharesOfPatterns(patterns: readonly ModePattern[]): FailureModeShares {
  const outputs = new Map<string, number>();
  const weights = new Map<string, number>();
  let graded = 0;
  let failing = 0;
  for (const { modes, times } of patterns) {
    if (!(times > 0 && times < Infinity)) continue;
    const distinct = new Set(modes);
    graded += times;
    if (distinct.size > 0) failing += times;
    for (const mode of distinct) {
      outputs.set(mode, (outputs.get(mode) ?? 0) + times);
      weights.set(mode, (weights.get(mode) ?? 0) + times / distinct.size);
    }
  }
  const modes = [...outputs.keys()].sort();
  const over = (sums: ReadonlyMap<string, number>, of: number) =>
    Object.fromEntries(modes.map((mode) => [mode, (sums.get(mode) ?? 0) / of]));
  const labels = [...outputs.values()].reduce((sum, times) => sum + times, 0);
  return {
    failing,
    rateAny: over(outputs, graded),
    share: over(weights, failing),
    sumRates: labels > 0 ? labels / graded : 0,
  };
}

/** The same of outputs one by one. */
export function failureModeShares({
  outputs,
}: {
  readonly outputs: readonly (readonly string[])[];
}): FailureModeShares {
  return failureModeSharesOfPatterns(outputs.map((modes) => ({ modes, times: 1 })));
}
