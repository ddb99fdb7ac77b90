import { bool, dec, flt, int, str, ts } from '../column.ts';
import { table } from '../table.ts';

export const factReview = table({
  name: 'fact_review',
  rows: 'reviews',
  kind: 'fact',
  family: 'Labelling facts',
  core: true,
  changes: 'event',
  grain: 'one row per QC decision on one work item',
  source:
    'Label Studio reviews (accepted, created_by, created_at), Labelbox review and workflow history, Scale audits, spreadsheet audits',
  partition: 'decided_at',
  cluster: ['work_item_id'],
  columns: [
    str('review_id', 'key of the decision', { key: 1 }),
    str('work_item_id', 'work item decided on'),
    str('annotation_id', 'answer decided on, where it is one', { maybe: true }),
    str('reviewer_id', 'who decided, as an annotator id', { pii: 'pseudo' }),
    str('review_kind', 'why it was reviewed', { oneOf: ['audit', 'acceptance', 'adjudication', 'calibration'] }),
    str('decision', 'verdict', { oneOf: ['pass', 'fail', 'fixed', 'overturned', 'upheld'] }),
    bool('is_blind', 'reviewer did not see the label first'),
    str('sampling_stratum', 'audit: stratum drawn from', { maybe: true }),
    dec(12, 9)('sampling_prob', 'audit: inclusion probability, 0 < p <= 1', { maybe: true }),
    int('severity_rank', 'of the error found', { maybe: true }),
    str('node_version_id', 'error type', { maybe: true }),
    ts('decided_at', 'decision made', { required: true }),
    flt('review_seconds', 'time spent on it', { maybe: true }),
    bool('is_latest', 'a later review of the same kind supersedes', { derived: true }),
  ],
});
