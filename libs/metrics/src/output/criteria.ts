/** What outputs are graded for, as far as metrics read it. */
export const criteria = ['refusal', 'policy', 'harm', 'hallucination', 'failure_mode'] as const;
export type Criterion = (typeof criteria)[number];

/** Parts of the verdicts that only some metrics read: the rows have them where one of those is asked for. */
export type VerdictDetail = 'policy' | 'danger' | 'severity';
/** And what only some read of outputs themselves. */
export type OutputDetail = VerdictDetail | 'citations';
