import { describe, expect, it } from 'vitest';
import { classesNamed, classesRead, tablesNamed } from './columns-read.ts';

const classes = (sql: string) => [...classesRead(sql)].sort();

describe('the classes that a statement reads', () => {
  it.each([
    ['a sum of money', 'select sum(l.amount) from fact_invoice_line l', ['conf']],
    ['money in a condition alone', 'select count(*) as n from fact_invoice_line where amount > 0', ['conf']],
    ['quoted names', 'select "AMOUNT" from "FACT_INVOICE_LINE"', ['conf']],
    ['names in backticks', 'select `amount` from `a.b.fact_invoice_line`', ['conf']],
    ['a subquery', 'select 1 from fact_output where exists (select 1 from fact_budget b where b.amount > 0)', ['conf']],
    [
      'earlier states',
      'select vendor_id, unit_price from fact_invoice_line_history, fact_invoice_line',
      ['conf', 'none'],
    ],
    ['people', 'select annotator_id from fact_annotation', ['pseudo']],
    ['texts', 'select text from ref_content', ['content']],
    ['a special attribute', 'select audit_group, annotator_kind from dim_annotator', ['none', 'sens']],
    ['a name of another table', 'select amount from fact_output', []],
    ['a text that is called like a column', "select 'amount, it''s amount' from fact_invoice_line", []],
    ['nothing of ours', 'select 1', []],
  ])('%s', (_what, sql, expected) => {
    expect(classes(sql)).toEqual(expected);
  });

  it('are those of any table for a piece of a statement', () => {
    expect([...classesNamed('a.annotator_id')]).toEqual(['pseudo']);
    expect([...classesNamed("date_trunc('month', x.amount)")]).toEqual(['conf']);
  });

  it('are of tables that stand anywhere in it', () => {
    expect(tablesNamed('select 1 from fact_output o join dim_vendor v on true')).toEqual(['dim_vendor', 'fact_output']);
  });
});
