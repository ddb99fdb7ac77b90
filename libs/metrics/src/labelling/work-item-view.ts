import { Field } from '../field.ts';

/** One unit of labelling work, as definitions see it. */
export const workItemView = {
  purpose: new Field<'production' | 'gold' | 'calibration' | 'qualification' | 'pilot'>('purpose'),
  duplicate: new Field('is_duplicate'),
  /** True where the acceptance was withdrawn by the instant the answer is as of. */
  revoked: new Field('is_revoked'),
  /** True of the withdrawal of an acceptance, which takes one off. */
  withdrawal: new Field('is_withdrawal'),
  /** True of what a delivery says of a vendor without items. */
  delivery: new Field('is_delivery'),
  firstDecision: new Field<'accept' | 'reject' | 'rework'>('first_decision'),
  /** True where it was sent back after a submission at least once. */
  sentBack: new Field('was_sent_back'),
  /** How often it was sent back, where it was. */
  rounds: new Field('rounds'),
  /** True where a first verdict was given. */
  decided: new Field('is_decided'),
  reworkReason: new Field<'annotator_error' | 'spec_change' | 'tooling' | 'sensitive'>('rework_reason'),
  acceptanceBasis: new Field<'item_review' | 'batch_sample' | 'consensus' | 'auto'>('acceptance_basis'),
  /** True where the item is a redo under a newer task version. */
  refresh: new Field('is_refresh'),
  /** Final verdict in force. */
  verdict: new Field<'accepted' | 'rejected'>('verdict'),
} as const;

export type WorkItemView = typeof workItemView;
