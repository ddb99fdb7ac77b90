import type { Diagnosis, Finding } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { styleOf } from '../shell/terminal.ts';
import { diagnosisText, nodeStep } from './doctor.ts';

describe('nodeStep', () => {
  it('wants the Node that runs TypeScript', () => {
    expect(nodeStep('24.21.0')).toEqual({ name: 'Node', ok: true, detail: 'version 24.21.0', fix: null });
    expect(nodeStep('20.20.2')).toMatchObject({ ok: false, fix: expect.stringContaining('npm start') as string });
  });
});

const steps = [
  { name: 'Node', ok: true, detail: 'version 24.21.0', fix: null },
  { name: 'freshness', ok: false, detail: 'nothing has been loaded', fix: 'Load a file.' },
];

const finding: Finding = {
  rule: 'V-L3',
  level: 'warning',
  table: 'fact_work_item',
  column: 'status',
  count: 1390,
  counts: 'rows',
  sample: ['w1', 'w2'],
  firstSeenAt: '2026-11-02T10:00:00.000000Z',
  lastSeenAt: '2026-11-21T10:00:00.000000Z',
  load: null,
  wrong: 'an item was accepted without any submitted answer',
  fix: 'Load the answers.',
};

const textOf = (over: Partial<Diagnosis>): readonly string[] =>
  diagnosisText({ steps: steps.slice(0, 1), findings: [], unfilled: [], ...over }, styleOf(false)).split('\n');

describe('diagnosisText', () => {
  it('puts the fix below what failed and counts', () => {
    expect(textOf({ steps })).toEqual([
      'ok      Node       version 24.21.0',
      'FAILED  freshness  nothing has been loaded',
      '        fix: Load a file.',
      '1 of 2 checks failed.',
      '',
    ]);
    expect(textOf({})).toEqual(['ok  Node  version 24.21.0', 'All is well.', '']);
  });

  it('says of each finding where, how many, which, since when, and what to do', () => {
    const other: Finding = {
      ...finding,
      rule: 'V-M6',
      level: 'error',
      counts: 'months',
      count: 1,
      sample: ['2026-01-01'],
    };
    expect(textOf({ findings: [other, finding] }).slice(1)).toEqual([
      'ERROR    V-M6  fact_work_item.status: an item was accepted without any submitted answer',
      '         months: 1, 2026-01-01; since 2026-11-02',
      '         fix: Load the answers.',
      'warning  V-L3  fact_work_item.status: an item was accepted without any submitted answer',
      '         rows: 1,390, e.g. w1, w2; since 2026-11-02',
      '         fix: Load the answers.',
      'Everything works; the data has 1 error, 1 warning.',
      '',
    ]);
    expect(textOf({ steps, findings: [finding, finding] }).at(-2)).toBe('1 of 2 checks failed, 2 warnings.');
  });

  it('lists expected columns that are not filled, those that never are apart', () => {
    const columns = [
      { column: 'item_id', nulls: 1200 },
      { column: 'vendor_id', nulls: 3 },
    ];
    expect(textOf({ unfilled: [{ table: 'fact_work_item', rows: 1200, columns }] })[1]).toBe(
      'note     fact_work_item: not known in 1,200 rows: vendor_id 3; never filled: item_id',
    );
  });
});
