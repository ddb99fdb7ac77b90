import { bool, str, ts } from './column.ts';

/**
 * In every table, after its own columns. The loader writes all of them except `source_id` and `updated_at`, which it
 * takes from the source where it says so.
 */
export const systemColumns = [
  str('source_system', 'tool the row came from', { required: true }),
  str('source_id', 'id of the record in that tool; of people as a pseudonym'),
  str('load_id', 'load the row came with', { required: true }),
  ts('ingested_at', 'instant of that load', { required: true }),
  ts('updated_at', 'last change in the source'),
  ts('voided_at', 'taken back: gone from the source, or erased', { maybe: true }),
  bool('is_test', 'made to try something out; in no metric', { required: true }),
] as const;
