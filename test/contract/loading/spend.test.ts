import { basename } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shippedSource, TestDatabase } from './database.ts';
import { describePublic, publicFile } from './public-data.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

const spend = (file: string, settings = {}) => shippedSource('spend', file, { currency: 'GBP', ...settings });
const header = 'Departmental Family,Entity,Date,Expense Type,Expense Area,Supplier,Transaction number,Amount';
const line = 'CAB,OFFICE,2021-04-12,GOODS,HR,Acme Ltd,1000,29412.07';

describe('the recipe spend', () => {
  it('pays equal lines each for itself, in one file and in two', async () => {
    const april = await database.file('2021-04.csv', [header, line, line].join('\n'));
    const may = await database.file('2021-05.csv', [header, line].join('\n'));
    expect(await database.load(await spend(april))).toMatchObject({ read: 2, loaded: 2 });
    expect(await database.load(await spend(may))).toMatchObject({ read: 1, loaded: 1 });
    expect(await database.load(await spend(april))).toMatchObject({ read: 2, unchanged: 2 });
    expect(await database.value('select cast(sum(amount) as varchar) from fact_invoice_line')).toBe('88236.210000');
  });

  it('takes spellings that differ in case and blanks for one supplier', async () => {
    const lines = [line, line.replace('Acme Ltd', 'ACME  LTD').replace('1000', '1001'), line.replace('Acme', 'Acme.')];
    await database.load(await spend(await database.file('2021-04.csv', [header, ...lines].join('\n'))));
    const rows = await database.rows('select vendor_id, vendor_name from dim_vendor order by 1');
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['spend:vendor:acme ltd', 'ACME LTD'],
      ['spend:vendor:acme. ltd', 'ACME. LTD'],
    ]);
  });

  it('sets an amount in another notation aside, rather than guess what its comma means', async () => {
    const file = await database.file('2021-04.csv', [header, line.replace('29412.07', '"29,412.07"')].join('\n'));
    expect(await database.load(await spend(file))).toMatchObject({ loaded: 0, quarantined: 1 });
  });
});

const months = ['2021-04', '2021-05', '2021-06', '2021-07', '2021-08', '2021-09', '2021-10', '2021-11', '2021-12'];
const published = [...months, '2022-01', '2022-02', '2022-03'].map((month) =>
  publicFile('spend-cabinet-office', `${month}.csv`),
);
/** Rows and sum of each published file. */
const figures: Readonly<Record<string, readonly [number, string]>> = {
  '2021-04': [490, '157827970.790000'],
  '2021-05': [420, '70343493.430000'],
  '2021-06': [582, '132134717.620000'],
  '2021-07': [608, '106064953.040000'],
  '2021-08': [593, '75290577.410000'],
  '2021-09': [500, '86195112.950000'],
  '2021-10': [430, '149159422.530000'],
  '2021-11': [480, '84940489.510000'],
  '2021-12': [337, '47525667.850000'],
  '2022-01': [310, '49357503.200000'],
  '2022-02': [497, '128865099.120000'],
  '2022-03': [839, '178569644.220000'],
};

describePublic('the published spend of a year', published, () => {
  it('adds up to the penny: 6,086 lines, by file and in all', async () => {
    const loads = new Map<string, string>();
    for (const file of published) {
      const receipt = await database.load(await spend(file), { strict: true });
      loads.set(basename(file, '.csv'), receipt.load ?? '');
    }
    for (const [month, [count, sum]] of Object.entries(figures)) {
      const from = `from fact_invoice_line where load_id = '${loads.get(month) ?? ''}'`;
      expect(await database.value(`select count(*) ${from}`)).toBe(count);
      expect(await database.value(`select cast(sum(amount) as varchar) ${from}`)).toBe(sum);
    }
    const [all] = await database.rows('select count(*) as n, cast(sum(amount) as varchar) as s from fact_invoice_line');
    expect(all).toEqual({ n: 6086, s: '1266274651.670000' });
    expect(
      await database.value(
        "select cast(sum(amount) as varchar) from fact_invoice_line where posting_date < '2021-04-01'",
      ),
    ).toBe('56398.100000');
    // Lines that repeat another of their file exactly, each with its place among its equals.
    const repeated = "select count(*) from fact_invoice_line where not ends_with(invoice_line_id, ':1')";
    expect(await database.value(repeated)).toBe(106);
    // 547 where spellings are folded by case alone: two of them differ in a blank.
    expect(await database.value('select count(*) from dim_vendor')).toBe(546);
  });
});
