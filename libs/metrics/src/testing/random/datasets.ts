import fc from 'fast-check';
import { factRows, instant, later, orNull, some } from './values.ts';

const version = fc.record({
  dataset_id: orNull(some('d1', 'd2', 'd3')),
  purpose: orNull(some('sft', 'gold', 'eval')),
  issue_id: orNull(fc.nat(200), 20),
  // Some are due after the last day of the data.
  due_at: orNull(instant(0, 175), 8),
  revised: orNull(some(0, 24, 100, 300), 60),
  delivered: orNull(fc.integer({ min: -200, max: 200 }), 20),
  /** Hours from delivery to approval: most wait for the approval. */
  approved: orNull(some(0, 5, 20, 90), 25),
});

/** Versions of data sets with the days that were agreed for them; some ready to the second. */
export const datasets = factRows(
  'dim_dataset_version',
  { made: version, most: 90 },
  ({ issue_id, revised, delivered, approved, due_at, ...each }, index) => {
    const after = (from: string | null, hours: number | null): string | null =>
      from === null || hours === null ? null : later(from, hours);
    const delivered_at = after(due_at, delivered);
    return {
      ...each,
      due_at,
      due_revised_at: after(due_at, revised),
      delivered_at,
      approved_at: index % 7 === 0 ? due_at : after(delivered_at, approved),
      issue_id: issue_id === null ? null : `issue-${issue_id}`,
      dataset_version_id: `dv-${index}`,
    };
  },
);
