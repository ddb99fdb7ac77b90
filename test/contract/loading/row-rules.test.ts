import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Parameter } from '@assay/contract';
import type { TableName } from '@assay/model';
import { rowRules } from '@assay/model';
import { TestDatabase } from './database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await TestDatabase.open();
});
afterAll(() => database.close());

type Cells = Readonly<Record<string, Parameter['value']>>;

/** Loads one row and says why it was set aside; null where it was not. */
async function reasonFor(table: TableName, cells: Cells): Promise<string | null> {
  const batches = [{ table, columns: Object.keys(cells), rows: [{ record: 1, cells: Object.values(cells) }] }];
  const receipt = await database.load({ kind: 'rows', file: 'made here', source: 'test', batches }, { dryRun: true });
  const [first] = receipt.examples;
  return first ? `${first.reason}: ${first.detail}` : null;
}

const at = '2026-01-05T00:00:00Z';
const output = { output_id: 'o', environment: 'production', produced_at: at, status: 'ok', model_version_id: 'm' };
const answer = { annotation_id: 'a', work_item_id: 'w', status: 'submitted', submitted_at: at, value_code: 'x' };
const item = { work_item_id: 'w', purpose: 'production', status: 'accepted', created_at: at };
const line = { invoice_line_id: 'l', status: 'paid', posting_date: '2026-01-31', line_kind: 'invoice', amount: '10' };

describe('rules of one row', () => {
  it('let good rows through', async () => {
    for (const [table, cells] of [
      ['fact_output', { ...output, claims: 3, claims_unsupported: 3, sampling_prob: '1' }],
      ['fact_annotation', answer],
      ['fact_annotation', { ...answer, status: 'skipped', value_code: null }],
      ['fact_annotation', { ...answer, value_code: null, value_set: '' }],
      ['fact_work_item', { ...item, accepted_at: at, rejected_at: at, revoked_at: at }],
      ['fact_invoice_line', { ...line, line_kind: 'credit_note', amount: '-10' }],
    ] as const) {
      expect(await reasonFor(table, cells), JSON.stringify(cells)).toBe(null);
    }
  });

  it.each([
    ['fact_output', { ...output, model_version_id: null }, 'V-O1: model_version_id is empty, expected the model'],
    ['fact_output', { ...output, environment: 'eval' }, 'V-O1: case_version_id is empty, expected the test case'],
    [
      'fact_output',
      { ...output, claims: 2, claims_unsupported: 3 },
      'V-N3: claims_unsupported is "3", expected no more',
    ],
    ['fact_annotation', { ...answer, value_code: null }, 'V-L1: value_code is empty, expected exactly one of'],
    ['fact_annotation', { ...answer, value_num: 2 }, 'V-L1: value_code is "x", expected exactly one of'],
    ['fact_work_item', { ...item, accepted_at: at, rejected_at: at }, 'V-L4: rejected_at is '],
    ['fact_invoice_line', { ...line, line_kind: 'refund' }, 'V-M3: amount is "10.000000", expected a negative amount'],
    [
      'fact_invoice_line',
      { ...line, service_from: '2026-02-01', service_to: '2026-02-01' },
      'V-T3: service_to is "2026-02-01", expected a time after service_from',
    ],
  ] as const)('set %s %j aside', async (table, cells, reason) => {
    expect((await reasonFor(table, cells))?.slice(0, reason.length)).toBe(reason);
  });

  it('are conditions that the tables themselves can be asked', async () => {
    await database.load({
      kind: 'rows',
      file: 'made here',
      source: 'test',
      batches: [
        { table: 'fact_output', columns: Object.keys(output), rows: [{ record: 1, cells: Object.values(output) }] },
      ],
    });
    for (const rule of rowRules) {
      const sql = `select count(*) from ${rule.table} where ${rule.fails}`;
      expect(await database.value(sql), `${rule.code} ${rule.table}.${rule.column}`).toBe(0);
    }
  });
});
