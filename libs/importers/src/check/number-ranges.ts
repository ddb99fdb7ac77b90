/** V-N1: what a number may be, by the column's name. Amounts, quantities, scores and sums may be negative. */
interface Range {
  /** Condition for a value outside, over the expression of a number. */
  readonly isOutside: (value: string) => string;
  readonly expected: string;
}

const notNegative: Range = { isOutside: (value) => `${value} < 0`, expected: 'a number that is not negative' };
const share: Range = { isOutside: (value) => `not (${value} between 0 and 1)`, expected: 'a share from 0 to 1' };
const probability: Range = {
  isOutside: (value) => `not (${value} > 0 and ${value} <= 1)`,
  expected: 'a probability above 0 and up to 1',
};

const counted = /_(?:count|seconds|ms|index|rank|size|defects|affected|days|hours_week)$/;
const named: Readonly<Record<string, Range>> = {
  n: notNegative,
  revision: notNegative,
  level: notNegative,
  line_no: notNegative,
  sum_sq: notNegative,
  required_judgements: notNegative,
  claims: notNegative,
  claims_unsupported: notNegative,
  cited_claims: notNegative,
  cited_claims_ok: notNegative,
  tool_steps: notNegative,
  tool_steps_ok: notNegative,
  map_share: share,
  acceptance_threshold: share,
  audit_rate_target: share,
  sampling_prob: probability,
};

/** Null for a column that may hold any number, and for one of another kind. */
export function rangeOf(name: string): Range | null {
  return named[name] ?? (counted.test(name) ? notNegative : null);
}
