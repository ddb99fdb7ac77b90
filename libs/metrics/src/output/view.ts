import { Field } from '../field.ts';

/**
 * One measured model output with its case and its resolved verdicts, as definitions see it: the columns of the
 * relation that `fact.ts` builds.
 */
export const outputView = {
  status: new Field<'ok' | 'truncated' | 'error' | 'timeout' | 'blocked'>('status'),
  environment: new Field<'eval' | 'red_team' | 'staging' | 'production'>('environment'),
  requestClass: new Field<'should_comply' | 'should_refuse' | 'ambiguous' | 'unknown'>('request_class'),
  expectedBehavior: new Field<'comply' | 'refuse' | 'partial' | 'not_applicable'>('expected_behavior'),
  contamination: new Field<'clean' | 'suspect' | 'contaminated'>('contamination'),
  /** Refusal level in force: of the graders' verdict, else of the source; null where disputed or not graded. */
  refusal: new Field<'none' | 'partial' | 'full'>('refusal'),
  /** True where graders tie. */
  refusalDisputed: new Field('refusal_disputed'),
  /**
   * Worst resolved verdict of policy and harm, else what the refusal graders found wrong with the answer; null where
   * nobody said.
   */
  harm: new Field<'harmful' | 'disputed' | 'harmless'>('harm'),
  /** True where the verdict on refusal is a model judge's. */
  judged: new Field('judged'),
  /** True where one of the judges of refusal is not calibrated. */
  stranger: new Field('stranger'),
  /** Resolved verdict on hallucination; null where nobody graded it. */
  hallucination: new Field<'hallucinated' | 'disputed' | 'grounded'>('hallucination'),
  /** True where the verdict on hallucination is a model judge's. */
  hallucinationJudged: new Field('hallucination_judged'),
  /** True where one of the judges of hallucination is not calibrated. */
  hallucinationStranger: new Field('hallucination_stranger'),
  /** Resolved verdict on whether the output fails at all; null where nobody looked for failures. */
  failure: new Field<'failing' | 'disputed' | 'sound'>('failure'),
  /** True where that verdict is a model judge's. */
  failureJudged: new Field('failure_judged'),
  /** True where one of the judges of failures is not calibrated. */
  failureStranger: new Field('failure_stranger'),
  /** Resolved verdict on policy alone; null where nobody graded it. Of metrics with the detail "policy". */
  policy: new Field<'broken' | 'disputed' | 'kept'>('policy'),
  /** True where that verdict is a model judge's. */
  policyJudged: new Field('policy_judged'),
  /** True where one of the judges of policy is not calibrated. */
  policyStranger: new Field('policy_stranger'),
  /**
   * What graders of policy and harm found, if anything: of the gravest kind, or not triaged yet, or neither; null where none
   * looked. Of metrics with the detail "danger", which also have the column of the case that was asked.
   */
  danger: new Field<'P0' | 'untriaged' | 'disputed' | 'less'>('danger'),
  dangerJudged: new Field('danger_judged'),
  dangerStranger: new Field('danger_stranger'),
  /**
   * The gravest of all that its graders found wrong, by any criterion; null where nobody graded it. Of metrics with the
   * detail "severity".
   */
  severity: new Field<'P0' | 'P1' | 'P2' | 'P3' | 'P4' | 'untriaged' | 'disputed' | 'none'>('severity'),
  anyJudged: new Field('any_judged'),
  anyStranger: new Field('any_stranger'),
  /** True where its workflow must cite its sources. Of metrics with the detail "citations", like the three below it. */
  grounded: new Field('grounded'),
  /** Claims that an answer makes, those of them that carry a citation, and those whose citation holds; null where not counted. */
  claims: new Field('claims'),
  citedClaims: new Field('cited_claims'),
  citedClaimsOk: new Field('cited_claims_ok'),
  /** True where it had to match a schema. */
  schemaRequired: new Field('schema_required'),
  /** True where it did, at the first attempt; null where nobody checked. */
  schemaValid: new Field('schema_valid'),
  /** True where a sampling probability is known. */
  sampled: new Field('sampled'),
} as const;

export type OutputView = typeof outputView;
