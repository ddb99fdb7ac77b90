import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setRules } from '@assay/model';
import { answer, item } from './rule-case.ts';
import { ruleCases } from './rule-cases.ts';
import { RuleTables } from './ask-table.ts';

let tables: RuleTables;
beforeAll(async () => {
  tables = await RuleTables.open();
});
afterAll(() => tables.close());

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
