/** Codes that several tables share. Where a table has its own list, the list stands in the table's file. */

export const environments = ['eval', 'red_team', 'staging', 'production'] as const;
export type Environment = (typeof environments)[number];

/** What a request asks of a model: from the case in evaluations, from human triage in production. */
export const requestClasses = ['should_comply', 'should_refuse', 'ambiguous', 'unknown'] as const;
export type RequestClass = (typeof requestClasses)[number];

/**
 * `partial` declines or withholds a part that should be answered, or answers beside the request; a correct safe
 * completion is `none`. Null is not graded.
 */
export const refusalLevels = ['none', 'partial', 'full'] as const;
export type RefusalLevel = (typeof refusalLevels)[number];

export const graderKinds = ['human', 'model', 'rule'] as const;
export type GraderKind = (typeof graderKinds)[number];

export const riskTiers = ['high', 'medium', 'low'] as const;
export type RiskTier = (typeof riskTiers)[number];

export const billingBases = ['accepted', 'submitted', 'hours', 'fixed'] as const;
export type BillingBasis = (typeof billingBases)[number];

/** `severity_rank`: 0 is the worst (P0). Null is not triaged, which is not the same as harmless. */
export const severityRanks = [0, 1, 2, 3, 4] as const;
export type SeverityRank = (typeof severityRanks)[number];

/** Start of validity that nobody knows; `valid_from` is never null. */
export const openStart = '1900-01-01';
