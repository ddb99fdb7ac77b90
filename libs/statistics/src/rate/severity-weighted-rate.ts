export interface SeverityWeightedRate {
  /** Points per `per` outputs; failures of unknown severity weigh `unknownWeight`. */
  readonly rate: number | null;
  /** Had all unknown ones the least weight. */
  readonly lower: number | null;
  /** Had all unknown ones the greatest weight. */
  readonly upper: number | null;
  /** Of all failures. */
  readonly unknownShare: number | null;
}

export interface SeverityWeightedInput {
  /** Failures by severity. A severity without weight, such as `unknown`, is unknown. */
  readonly counts: Readonly<Record<string, number>>;
  /** Graded outputs. */
  readonly exposure: number;
  readonly weights: Readonly<Record<string, number>>;
  readonly unknownWeight: number;
  /** Outputs that the rate is given for, such as 1,000. */
  readonly per: number;
}

/** Severity points per exposure with bounds for untriaged failures (rule E10 of the metric catalogue). Null without exposure. */
export function severityWeightedRate(input: SeverityWeightedInput): SeverityWeightedRate {
  const { counts, exposure, weights, unknownWeight, per } = input;
  const failures = Object.entries(counts);
  const isCounted =
    exposure > 0 && exposure < Infinity && failures.every(([, count]) => count >= 0 && count < Infinity);
  const isValid = isCounted && Number.isFinite(unknownWeight) && Number.isFinite(per);
  if (!isValid) return { rate: null, lower: null, upper: null, unknownShare: null };
  const weightOf = (severity: string) => (Object.hasOwn(weights, severity) ? weights[severity] : undefined);
  const rateWith = (unknown: number) =>
    (per * failures.reduce((sum, [severity, count]) => sum + count * (weightOf(severity) ?? unknown), 0)) / exposure;
  const all = failures.reduce((sum, [, count]) => sum + count, 0);
  const unknown = failures.reduce((sum, [severity, count]) => sum + (weightOf(severity) === undefined ? count : 0), 0);
  const known = [unknownWeight, ...Object.values(weights)];
  return {
    rate: rateWith(unknownWeight),
    lower: rateWith(Math.min(...known)),
    upper: rateWith(Math.max(...known)),
    unknownShare: all > 0 ? unknown / all : null,
  };
}
