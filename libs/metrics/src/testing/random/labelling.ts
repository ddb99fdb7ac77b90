import type { StoredRow } from '@assay/model';
import fc from 'fast-check';
import { locales, models, people, taskVersions, vendors, workflows } from './dimensions.ts';
import { chance, factRows, instant, instantAt, later, orNull, some } from './values.ts';

const hours = fc.integer({ min: 0, max: 400 });
const production = some('production', 'production', 'production', 'production', 'production', 'gold', 'pilot');

const item = fc
  .record({
    created_at: instant(0, 140),
    submitted: orNull(hours, 10),
    decided: orNull(hours, 20),
    first_decision: orNull(some('accept', 'accept', 'accept', 'reject', 'rework')),
    accepted: orNull(hours, 30),
    rejected: orNull(hours, 75),
    revoked: orNull(hours, 90),
  })
  .map(({ created_at, submitted, decided, first_decision, accepted, rejected, revoked }) => {
    const after = (more: number | null): string | null => (more === null ? null : later(created_at, more));
    return {
      created_at,
      first_submitted_at: after(submitted),
      last_submitted_at: submitted === null ? null : later(created_at, submitted + (decided ?? 0) / 2),
      first_decided_at: after(decided),
      first_decision: decided === null ? null : first_decision,
      accepted_at: after(accepted),
      rejected_at: after(rejected),
      revoked_at: accepted === null ? null : after(revoked),
    };
  });

const itemLabels = fc.record({
  task_version_id: some(...taskVersions, 't1@1', 't1@1', 't1@1', 't1@2'),
  vendor_id: some(...vendors),
  workflow_id: orNull(some(...workflows)),
  locale: orNull(some(...locales), 40),
  model_version_id: orNull(some(...models), 30),
  source_kind: some('log', 'sme'),
  purpose: production,
  is_duplicate: orNull(chance(10), 5),
  batch_id: orNull(
    fc.integer({ min: 0, max: 15 }).map((number) => `b${number}`),
    8,
  ),
  rework_count: orNull(some(0, 0, 0, 1, 3), 5),
  rework_reason: orNull(some('annotator_error', 'spec_change'), 40),
  acceptance_basis: orNull(some('item_review', 'batch_sample')),
  relabel_of_work_item_id: orNull(some('w-before'), 85),
});

const reasons = ['ambiguity', null, 'policy', 'tooling', 'ambiguity', 'sensitive', 'policy', 'other'] as const;

/** By the item's number, so that what is drawn of an item stays what it was. */
function handed(created: string, index: number): Partial<StoredRow<'fact_work_item'>> {
  const waits = (index * 37) % 280;
  return {
    first_assigned_at: index % 11 === 5 ? null : later(created, waits),
    escalated_at: index % 5 < 2 ? later(created, waits + 3) : null,
    // A reason alone is no escalation.
    escalation_reason: reasons[index % reasons.length] ?? null,
  };
}

export const workItems = factRows(
  'fact_work_item',
  { made: fc.tuple(item, itemLabels), most: 260 },
  ([dates, labels], index) => ({
    ...dates,
    ...labels,
    ...handed(dates.created_at, index),
    work_item_id: `w${index}`,
    // Every fourth is another item's source under another key.
    item_id: `i${index % 4 === 3 ? index - 3 : index}`,
    status: 'submitted' as const,
    prelabel_model_version_id: index % 4 === 0 ? 'm1' : null,
  }),
);

/** Labels on the level of the answered task. */
const labelOf = (level: StoredRow<'dim_task'>['label_level'], label: number) => {
  if (level === 'ordinal' || level === 'interval') return { value_num: [1, 2, 3, 10][label] ?? 0 };
  if (level === 'multi_label') return { value_set: ['', 'x', 'x|y', 'y|z'][label] ?? '' };
  return { value_code: ['yes', 'yes', 'no', 'not|sure'][label] ?? '' };
};

/** This six times of seven. */
const mostly = <const T>(usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

function submittedAt(created: string, { after, rush }: { readonly after: number; readonly rush: number }): string {
  if (rush < 5) return instantAt(110, 720);
  return rush < 10 ? instantAt(117, 120 * rush) : later(created, after);
}

const answer = fc.record({
  item: fc.nat(10_000),
  annotator_id: orNull(some(...people, 'p1', 'p2', 'p3', 'p4'), 2),
  question_code: mostly('label', some('tone')),
  revision: some(1, 1, 1, 2),
  is_latest: chance(88),
  stage: mostly('overlap', some('initial', 'initial', 'rework', 'adjudication')),
  status: mostly('submitted', some('skipped', 'cancelled')),
  after: fc.integer({ min: 0, max: 240 }),
  /** Some come all at one instant, and some over one day. */
  rush: fc.integer({ min: 0, max: 99 }),
  is_gold: orNull(chance(30), 3),
  gold_correct: orNull(chance(80)),
  label: fc.nat(3),
  active_seconds: orNull(some(0, 40, 900, 3000, 3600)),
});

/** Answers to the items of a world, each by its task's scale. */
export const answers = (
  items: readonly StoredRow<'fact_work_item'>[],
  tasks: readonly StoredRow<'dim_task'>[],
): fc.Arbitrary<readonly StoredRow<'fact_annotation'>[]> =>
  factRows('fact_annotation', { made: answer, most: 900 }, ({ item: number, after, rush, label, ...each }, index) => {
    // Few items, so that many have several answers.
    const of = items[number % Math.ceil(items.length * 0.6)];
    const level = tasks.find(({ task_version_id }) => task_version_id === of?.task_version_id)?.label_level ?? null;
    // Every fifth answer on a scale is the key, which mostly comes early.
    const key =
      level === 'ordinal' && index % 5 === 0
        ? { stage: 'adjudication' as const, is_gold: true, status: 'submitted' as const }
        : {};
    return {
      ...each,
      ...(level === 'ordinal' && index % 2 === 1 ? { is_gold: true } : {}),
      ...key,
      ...labelOf(level, label),
      annotation_id: `a${index}`,
      work_item_id: of?.work_item_id ?? null,
      task_version_id: of?.task_version_id ?? null,
      submitted_at: submittedAt(of?.created_at ?? '', { after: 'stage' in key ? after % 100 : after, rush }),
    };
  });

const review = fc.record({
  item: fc.nat(10_000),
  annotation: orNull(fc.nat(600), 50),
  review_kind: some('audit', 'audit', 'audit', 'acceptance'),
  decision: some('pass', 'pass', 'pass', 'pass', 'fail', 'fixed', 'overturned'),
  is_latest: some(true, true, true, true, true, false),
  is_blind: orNull(chance(70)),
  sampling_prob: orNull(some('1.000000000', '0.500000000', '0.200000000')),
});

export const reviews = (
  items: readonly StoredRow<'fact_work_item'>[],
): fc.Arbitrary<readonly StoredRow<'fact_review'>[]> =>
  factRows('fact_review', { made: review, most: 160 }, ({ item: number, annotation, ...each }, index) => {
    const of = items[number % items.length];
    return {
      ...each,
      review_id: `r${index}`,
      work_item_id: of?.work_item_id ?? null,
      annotation_id: annotation === null ? null : `a${annotation}`,
      decided_at: later(of?.created_at ?? '', 500),
    };
  });
