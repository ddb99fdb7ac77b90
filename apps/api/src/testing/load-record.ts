import type { LoadRecord } from '@assay/contract';

/** A receipt as the workspace gives it; each test says what differs. */
export function loadRecord(over: Partial<LoadRecord> = {}): LoadRecord {
  return {
    id: '0a1b2c3d-0000-4000-8000-000000000000',
    file: 'week 47 (final).csv',
    source: 'demo',
    recipe: 'demo',
    settings: { date: '2026-11-16', model: null },
    scope: null,
    startedAt: '2026-11-16T06:00:00.000000Z',
    finishedAt: '2026-11-16T06:00:02.000000Z',
    takenBackAt: null,
    read: 5,
    loaded: 3,
    unchanged: 0,
    quarantined: 2,
    ignored: 0,
    reasons: [{ code: 'TYPE', what: 'a cell is not of its column\u2019s type', records: 2 }],
    tables: [{ table: 'fact_output', inserted: 3, updated: 0, unchanged: 0, voided: 0 }],
    entries: 3,
    ...over,
  };
}
