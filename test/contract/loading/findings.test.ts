import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Source } from '@assay/importers';
import { forget, pseudonymKey } from '@assay/importers';
import { TestDatabase } from './database.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

type Cells = Readonly<Record<string, string | boolean | number | null>>;

/** Lines of a budget as a source gives them. */
function budget(...lines: readonly Cells[]): Source {
  const rows = lines.map((cells, index) => {
    const { id, version, current } = cells;
    return { record: index + 1, cells: [id, version, current, '2026-01-01', 'USD'].map((cell) => cell ?? null) };
  });
  const columns = ['budget_line_id', 'budget_version', 'is_current', 'period_month', 'currency'];
  return { kind: 'rows', file: 'budget', source: 'test', batches: [{ table: 'fact_budget', columns, rows }] };
}

const first = { id: 'b1', version: 'v1', current: true };
const second = { id: 'b2', version: 'v2', current: true };
const at = (day: number) => ({ now: new Date(Date.UTC(2026, 5, day)) });
const findings = () => database.rows('select * from assay_state.findings order by rule');

describe('findings', () => {
  it('are written with the load after which a rule is first broken, and stay the ones of that day', async () => {
    await database.load(budget(first), at(1));
    expect(await findings()).toEqual([]);
    const { load } = await database.load(budget(second), at(2));
    const found = {
      rule: 'V-M6',
      table_name: 'fact_budget',
      column_name: 'is_current',
      level: 'error',
      found_count: 1,
      sample: '["2026-01-01"]',
      first_seen_at: '2026-06-02T00:00:00.000000Z',
      last_seen_at: '2026-06-02T00:00:00.000000Z',
      load_id: load,
    };
    expect(await findings()).toEqual([found]);
    await database.load(budget({ id: 'b3', version: 'v2', current: true }), at(3));
    expect(await findings()).toEqual([{ ...found, last_seen_at: '2026-06-03T00:00:00.000000Z' }]);
    await database.load(budget({ ...first, current: false }), at(4));
    expect(await findings()).toEqual([]);
  });

  it('come and go with what is taken back', async () => {
    await database.load(budget(first), at(1));
    const { load } = await database.load(budget(second), at(2));
    await database.unload(load ?? '', new Date(Date.UTC(2026, 5, 3)));
    expect(await findings()).toEqual([]);
  });

  it('of a load that is not kept are not kept either', async () => {
    await database.load(budget(first), at(1));
    await database.load(budget(second), { ...at(2), dryRun: true });
    expect(await findings()).toEqual([]);
  });

  it('are not asked again where a load changed nothing, nor by a load of other tables', async () => {
    await database.load(budget(first, second), at(1));
    await database.load(budget(first, second), at(2));
    const vendor = { table: 'dim_vendor', columns: ['vendor_id'], rows: [{ record: 1, cells: ['v'] }] } as const;
    await database.load({ kind: 'rows', file: 'vendors', source: 'test', batches: [vendor] }, at(3));
    expect(await findings()).toMatchObject([{ rule: 'V-M6', last_seen_at: '2026-06-01T00:00:00.000000Z' }]);
  });

  it('do not name what was erased', async () => {
    const columns = ['incident_id', 'detected_at', 'status'];
    const incidents = ['i1', 'i2'].map((id, index) => ({
      record: index + 1,
      cells: [id, '2026-05-01T00:00:00Z', 'open'],
    }));
    const batches = [{ table: 'fact_incident', columns, rows: incidents }] as const;
    await database.load({ kind: 'rows', file: 'incidents', source: 'test', batches }, at(1));
    expect(await findings()).toMatchObject([{ rule: 'V-I1', found_count: 2, sample: '["i1","i2"]' }]);
    const key = await pseudonymKey(database.directory, {});
    await forget(database.loader, 'i1', { key, signal: new AbortController().signal, ...at(2) });
    expect(await findings()).toMatchObject([{ rule: 'V-I1', found_count: 1, sample: '["i2"]' }]);
  });
});

describe('a text where its address belongs', () => {
  it('sets the record aside without repeating it', async () => {
    const columns = ['output_id', 'environment', 'produced_at', 'status', 'model_version_id', 'content_uri'];
    const cells = (id: string, uri: string) => [id, 'production', '2026-01-05T00:00:00Z', 'ok', 'm', uri];
    const rows = [
      { record: 1, cells: cells('o1', 'My name is Ada.') },
      { record: 2, cells: cells('o2', 's3://bucket/o2.txt') },
      { record: 3, cells: cells('o3', `s3://bucket/${'x'.repeat(2048)}`) },
    ];
    const batches = [{ table: 'fact_output', columns, rows }] as const;
    const receipt = await database.load({ kind: 'rows', file: 'outputs', source: 'test', batches });
    expect(receipt).toMatchObject({ read: 3, loaded: 1, quarantined: 2, reasons: { 'V-P3': 2 } });
    expect(receipt.examples[0]?.detail).toBe(
      'content_uri is not an address without blanks, of 2,048 characters at most',
    );
  });
});
