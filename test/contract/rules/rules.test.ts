import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Column } from '@assay/model';
import { ownColumnsOf, setRules, tableNames } from '@assay/model';
import { answer, item } from './rule-case.ts';
import { ruleCases } from './rule-cases.ts';
import { RuleTables } from './ask-table.ts';

let tables: RuleTables;
beforeAll(async () => {
  tables = await RuleTables.open();
});
afterAll(() => tables.close());

/** The largest and the smallest value of a column. */
function extremesOf({ type, digits, oneOf }: Column): readonly (string | number | boolean)[] {
  switch (type) {
    case 'int':
      return [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
    case 'flt':
      return [Number.MAX_VALUE, -Number.MAX_VALUE];
    case 'dec': {
      const [precision = 18, scale = 6] = digits ?? [];
      const most = `${'9'.repeat(precision - scale)}.${'9'.repeat(scale)}`;
      return [most, `-${most}`];
    }
    case 'date':
      return ['9999-12-31', '1900-01-01'];
    case 'ts':
      return ['9999-12-31T23:59:59.999999Z', '1900-01-01T00:00:00Z'];
    case 'bool':
      return [true, false];
    case 'str':
      return oneOf === null ? ['x', 'x'] : [oneOf[0] ?? '', oneOf.at(-1) ?? ''];
  }
}

describe('a rule', () => {
  it.each(ruleCases.map((each) => [each.rule, each.says, each] as const))('%s: %s', async (rule, _, each) => {
    const { given = [], broken, fine, count, sample, level } = each;
    const [found] = await tables.found([...given, ...broken], rule);
    expect(found).toMatchObject({ level, count, sample });
    expect(await tables.found([...given, ...fine], rule)).toEqual([]);
  });

  it('is tested here for each of its codes, and all find nothing where nothing is', async () => {
    const tested = new Set(ruleCases.map(({ rule }) => rule.split(' ')[0]));
    expect([...new Set(setRules.map(({ code }) => code))].filter((code) => !tested.has(code))).toEqual([]);
    expect(await tables.found([])).toEqual([]);
  });

  it('does not ask rows that are taken back or only try something out, but for their keys', async () => {
    const answers = [answer({ value_code: 'x' }), answer({ annotation_id: 'a2', value_code: 'x' })];
    const out = { rework_count: 0, first_decision: 'reject', accepted_at: '2026-03-01T00:00:00Z', status: 'queued' };
    const rulesOf = async (over: Parameters<typeof item>[0]) =>
      (await tables.found([...answers, item({ ...out, ...over }), item({ ...out, ...over })])).map(
        ({ rule }) => rule.code,
      );
    expect(await rulesOf({})).toEqual(['V-L5', 'V-K1', 'V-L2', 'V-L8']);
    expect(await rulesOf({ is_test: true })).toEqual(['V-K1', 'V-L2']);
    expect(await rulesOf({ voided_at: '2026-03-01T00:00:00Z' })).toEqual(['V-K1', 'V-L2']);
  });

  it('is asked of the largest and smallest values that columns hold, and of none, without failing', async () => {
    const rows = tableNames.flatMap((table) =>
      [0, 1, 2].map((which) => ({
        table,
        cells: Object.fromEntries(
          ownColumnsOf(table).flatMap((column) => {
            const value = extremesOf(column)[which] ?? null;
            return value === null && column.required ? [] : [[column.name, value]];
          }),
        ),
      })),
    );
    const found = await tables.found(rows);
    expect(found.map(({ rule }) => rule.code)).toContain('V-K1');
  });

  it('asks an invoice of very many lines in one pass', { timeout: 60_000 }, async () => {
    // Pair by pair this would be ten thousand million comparisons, in every load of an invoice.
    const lines = `insert into fact_invoice_line (invoice_line_id, vendor_id, invoice_number, posting_date, amount, tax_amount,
      line_kind, cost_category, status, currency, service_from, source_system, load_id, ingested_at, is_test)
      select 'l' || i, 'v', 'inv', date '2026-02-12', 1000 + i, 0.19, 'invoice', 'labeling', 'paid', 'EUR', date '2026-02-10',
        'test', 'l', now(), false from range(100000) lines(i)`;
    expect(await tables.found([lines], 'V-M8 fact_invoice_line.tax_amount')).toEqual([]);
  });

  it('keeps five keys, each once', async () => {
    const strays = Array.from({ length: 14 }, (_, n) =>
      answer({ annotation_id: `a${n}`, work_item_id: `w${9 - Math.floor(n / 2)}` }),
    );
    const [found] = await tables.found(
      [item({ work_item_id: 'known' }), answer({ work_item_id: 'known' }), ...strays],
      'V-K2 fact_annotation.work_item_id',
    );
    expect(found).toMatchObject({ count: 14, sample: ['w3', 'w4', 'w5', 'w6', 'w7'] });
  });
});
