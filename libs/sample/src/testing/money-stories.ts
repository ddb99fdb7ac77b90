import type { LoadedSample } from './loaded-sample.ts';
import { expect, it } from 'vitest';

/** Tests of what is planted in money and counters. */
export function moneyStories(loaded: () => LoadedSample): void {
  it('one invoice came twice, under its own number and lines; the second was never paid and is credited in full', async () => {
    const twice = await loaded()
      .rows(`select vendor_id, invoice_number, count(*) as pairs, bool_and(status <> 'paid') as is_unpaid, bool_and(rest = 0) as is_credited,
        bool_and(apart = 9) as is_nine_days_later, bool_and(credited_on > later + 9) as is_credited_later from (
        select l.vendor_id, l.invoice_number, l.line_no, max_by(l.status, l.posting_date) as status, max(l.invoice_date) as later,
          max_by(l.amount + coalesce(c.amount, 0), l.posting_date) as rest, max(c.invoice_date) as credited_on,
          date_diff('day', min(l.invoice_date), max(l.invoice_date)) as apart
        from fact_invoice_line l left join fact_invoice_line c on c.credits_line_id = l.invoice_line_id
        group by all having count(*) > 1 and count(distinct l.amount) = 1
      ) group by all`);
    expect(twice).toHaveLength(1);
    expect(twice[0]).toMatchObject({
      vendor_id: 'brightmoor',
      is_unpaid: true,
      is_credited: true,
      is_nine_days_later: true,
      is_credited_later: true,
    });
    expect(Number(twice[0]?.['pairs'])).toBeGreaterThan(15);
  });

  it('one task was billed for a month above the agreed price', async () => {
    const above = await loaded()
      .rows(`select l.vendor_id, l.task_id, date_trunc('month', l.service_from) as month, count(*) as n,
        min(l.unit_price / c.unit_price) as least, max(l.unit_price / c.unit_price) as most
      from fact_invoice_line l join ref_rate_card c on c.vendor_id = l.vendor_id and c.task_id = l.task_id and l.service_from >= c.valid_from
        and (c.valid_to is null or l.service_from < c.valid_to)
      where l.line_kind = 'invoice' and abs(l.unit_price - c.unit_price) > 0.005 * c.unit_price group by all`);
    expect(above).toHaveLength(1);
    expect(above[0]).toMatchObject({ vendor_id: 'tidewater', task_id: 'intent' });
    expect(Number(above[0]?.['least'])).toBeGreaterThan(1.07);
    expect(Number(above[0]?.['most'])).toBeLessThan(1.09);
  });

  it('one vendor\u2019s agreed prices rose by three in a hundred, in the month of week 27, and its lines follow', async () => {
    const rises = await loaded().rows(`select vendor_id, count(*) as n, min(b.unit_price / a.unit_price) as least,
        max(b.unit_price / a.unit_price) as most, bool_and(b.valid_from = date_trunc('month', week(27))) as is_that_month
      from ref_rate_card a join ref_rate_card b using (vendor_id, task_id) where b.valid_from = a.valid_to group by all`);
    expect(rises).toHaveLength(1);
    expect(rises[0]).toMatchObject({ vendor_id: 'brightmoor', is_that_month: true });
    expect(Number(rises[0]?.['n'])).toBeGreaterThan(3);
    expect(Number(rises[0]?.['least'])).toBeGreaterThan(1.029);
    expect(Number(rises[0]?.['most'])).toBeLessThan(1.031);
    const billed = await loaded()
      .rows(`select task_id, count(distinct unit_price) as prices, max(unit_price) / min(unit_price) as rise
      from fact_invoice_line where vendor_id = 'brightmoor' and task_id is not null group by all`);
    expect(billed.every(({ prices, rise }) => Number(prices) === 2 && Math.abs(Number(rise) - 1.03) < 0.001)).toBe(
      true,
    );
  });

  it('every line is quantity times price, in the currency of its vendor', async () => {
    const { wrong } = await loaded()
      .numbers(`select count(*) as wrong from fact_invoice_line l join dim_vendor v using (vendor_id)
      where abs(qty * unit_price - amount) > 0.01 or currency <> default_currency or (line_kind = 'credit_note') <> (amount < 0)`);
    expect(wrong).toBe(0);
  });

  it('what is billed by the item or answer is what was delivered', async () => {
    const { wrong, n } = await loaded().numbers(`select count(*) as n,
        count(case when abs(qty - case d.unit when 'item' then qty_accepted + case d.decision when 'rejected' then qty_rejected else 0 end else qty_submitted end) > greatest(1, 0.02 * qty) then 1 end) as wrong
      from fact_invoice_line l join fact_delivery d using (batch_id) where l.line_kind = 'invoice'`);
    expect(n).toBeGreaterThan(500);
    expect((wrong ?? 0) / (n ?? 1)).toBeLessThan(0.01);
  });

  it('a revoked batch was credited in full', async () => {
    const credits = await loaded().rows(`select c.amount + l.amount as rest, l.batch_id from fact_invoice_line c
      join fact_invoice_line l on l.invoice_line_id = c.credits_line_id where c.line_kind = 'credit_note' and c.vendor_id = 'larkspur'`);
    expect(credits).toHaveLength(1);
    expect(Number(credits[0]?.['rest'])).toBe(0);
    const batches = await loaded()
      .rows(`select batch_id, count(revoked_at) / count(*) as share from fact_work_item group by batch_id
      having count(*) > 50 and share > 0.5`);
    expect(batches.map((row) => row['batch_id'])).toEqual([credits[0]?.['batch_id']]);
    const [when] = await loaded()
      .rows(`select any_value(date_diff('week', cast(week(0) as date), l.service_from)) as week,
        min(date_diff('week', week(0), i.revoked_at)) as first, max(date_diff('week', week(0), i.revoked_at)) as last,
        any_value(date_diff('month', l.invoice_date, c.invoice_date)) as months, bool_and(i.revoked_at < c.invoice_date) as is_after
      from fact_invoice_line c join fact_invoice_line l on l.invoice_line_id = c.credits_line_id
      join fact_work_item i on i.batch_id = l.batch_id and i.revoked_at is not null where c.line_kind = 'credit_note' and c.vendor_id = 'larkspur'`);
    expect([when?.['week'], when?.['first'], when?.['last'], when?.['months']].map(Number)).toEqual([37, 40, 40, 1]);
    expect(when?.['is_after']).toBe(true);
  });

  it('the pound rose by seven in a hundred in weeks 34 and 35, the euro did not', async () => {
    const move = async (currency: string) =>
      (
        await loaded().numbers(`select avg(case when rate_date >= cast(week(36) as date) then rate end)
          / avg(case when rate_date < cast(week(34) as date) then rate end) as factor
        from ref_fx_rate where from_currency = '${currency}' and to_currency = 'USD' and rate_type = 'spot_daily'
          and rate_date >= cast(week(30) as date) and rate_date < cast(week(40) as date)`)
      ).factor ?? 0;
    expect(await move('GBP')).toBeGreaterThan(1.05);
    expect(await move('GBP')).toBeLessThan(1.09);
    expect(Math.abs((await move('EUR')) - 1)).toBeLessThan(0.02);
  });

  it('rates walk: what a day brings is not taken back by the next', async () => {
    for (const currency of ['EUR', 'GBP']) {
      const { lag, drift } = await loaded().numbers(`with steps as (
          select rate_date, ln(rate / lag(rate) over (order by rate_date)) as step from ref_fx_rate
          where from_currency = '${currency}' and to_currency = 'USD' and rate_type = 'spot_daily'
        )
        select corr(step, before) as lag, sqrt(sum(step) * sum(step)) / stddev(step) as drift
        from (select step, lag(step) over (order by rate_date) as before from steps)`);
      // Of a level with noise the steps have a correlation of -0.5.
      expect(lag, currency).toBeGreaterThan(-0.25);
      expect(drift, currency).toBeLessThan(60);
    }
  });

  it('invoices are paid when somebody gets to it: some early, some late, one vendor late as a rule, none on a weekend', async () => {
    const rows = await loaded()
      .rows(`select vendor_id, count(*) as n, count(distinct lateness) as kinds, median(lateness) as lateness, bool_or(isodow(paid_at) > 5) as on_weekend from (
        select l.vendor_id, invoice_number, any_value(paid_at) as paid_at, any_value(date_diff('day', invoice_date, paid_at)) - any_value(payment_terms_days) as lateness
        from fact_invoice_line l join dim_vendor using (vendor_id) where paid_at is not null group by all
      ) group by all order by lateness desc`);
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatchObject({ vendor_id: 'calderfinch' });
    expect(Number(rows[0]?.['lateness'])).toBeGreaterThan(7);
    for (const { vendor_id: vendor, kinds, lateness, on_weekend } of rows) {
      expect(Number(kinds), String(vendor)).toBeGreaterThan(3);
      expect(on_weekend, String(vendor)).toBe(false);
      if (vendor !== 'calderfinch') expect(Number(lateness), String(vendor)).toBeLessThan(6);
    }
  });

  it('what is budgeted is billed: a platform by the month, training where people join', async () => {
    const kinds = await loaded().rows('select distinct cost_category as kind from fact_budget order by 1');
    const billed = await loaded().rows(`select distinct cost_category as kind from fact_invoice_line order by 1`);
    expect(billed).toEqual(kinds);
    const { n, alone, heads, joined } = await loaded().numbers(`with trained as (
        select vendor_id, date_trunc('month', service_from) as month, sum(qty) as heads from fact_invoice_line where cost_category = 'training' and line_kind <> 'credit_note'
        and invoice_line_id not like '%:again' group by all
      ), joined as (
        select vendor_id, date_trunc('month', start_date) as month, count(distinct annotator_id) as heads from dim_annotator
        where start_date >= cast(week(0) as date) and vendor_id <> 'own' group by all
      )
      select count(*) as n, count(case when j.month is null then 1 end) as alone, sum(t.heads) as heads, sum(j.heads) as joined from trained t left join joined j using (vendor_id, month)`);
    expect(n).toBeGreaterThan(8);
    expect(alone).toBe(0);
    expect(heads).toBe(joined);
  });

  it('tax is what is usual where the vendor sits', async () => {
    const rows = await loaded()
      .rows(`select region, round(sum(tax_amount) / sum(amount), 3) as share from fact_invoice_line join dim_vendor using (vendor_id)
      group by 1 order by 1`);
    expect(rows.map(({ region, share }) => [region, Number(share)])).toEqual([
      ['DE', 0.19],
      ['GB', 0.2],
      ['PH', 0],
      ['PT', 0.23],
    ]);
  });

  it('lines in dispute are few and young', async () => {
    const { n, oldest } = await loaded().numbers(
      `select count(*) as n, max(date_diff('day', invoice_date, cast(week(51) as date))) as oldest from fact_invoice_line where status = 'disputed'`,
    );
    expect(n).toBeGreaterThan(0);
    expect(n).toBeLessThan(20);
    expect(oldest).toBeLessThan(45);
  });

  it('every amount can be turned into dollars', async () => {
    const { missing } = await loaded().numbers(`select count(*) as missing from fact_invoice_line l
      left join ref_fx_rate f on f.from_currency = l.currency and f.to_currency = 'USD' and f.rate_type = 'month_average'
        and f.rate_date = date_trunc('month', l.service_from)
      where l.currency <> 'USD' and f.rate is null and l.service_from >= cast(week(0) as date)`);
    expect(missing).toBe(0);
  });

  it('spend comes near the current budget', async () => {
    const { spent, planned } = await loaded().numbers(`with spend as (
        select sum(amount * coalesce(f.rate, 1)) as spent from fact_invoice_line l
        left join ref_fx_rate f on f.from_currency = l.currency and f.to_currency = 'USD' and f.rate_type = 'month_average'
          and f.rate_date = date_trunc('month', l.service_from)
        where l.status <> 'disputed' and cost_category = 'labeling'
      )
      select any_value(spent) as spent, sum(amount) as planned from fact_budget, spend
      where is_current and cost_category = 'labeling' and period_month < date_trunc('month', cast(week(51) as date))`);
    expect((spent ?? 0) / (planned ?? 1)).toBeGreaterThan(0.75);
    expect((spent ?? 0) / (planned ?? 1)).toBeLessThan(1.3);
  });

  it('the budget of the running month is one of a whole month', async () => {
    const { running, before } = await loaded()
      .numbers(`select sum(case when period_month = last then amount end) as running,
        sum(case when period_month = last - interval 1 month then amount end) as before
      from fact_budget, (select date_trunc('month', max(counter_date)) as last from fact_counter_daily) where is_current`);
    expect((running ?? 0) / (before ?? 1)).toBeGreaterThan(0.8);
    expect((running ?? 0) / (before ?? 1)).toBeLessThan(1.25);
  });

  it('one week of the help desk came late, with a load of its own', async () => {
    const late = await loaded()
      .rows(`select date_diff('week', cast(week(0) as date), counter_date) as week, count(distinct counter_name) as counters,
        count(distinct counter_date) as days, min(ingested_at) > (select min(ingested_at) from fact_counter_daily) as is_later
      from fact_counter_daily where ingested_at > (select min(ingested_at) from fact_counter_daily) group by all`);
    expect(
      late.map((row) => [Number(row['week']), Number(row['counters']), Number(row['days']), row['is_later']]),
    ).toEqual([[46, 3, 7, true]]);
  });

  it('every table has rows, and every name of a row is known', async () => {
    const tables = [
      ['fact_work_item', 'task_version_id', 'dim_task'],
      ['fact_work_item', 'vendor_id', 'dim_vendor'],
      ['fact_work_item', 'workflow_id', 'dim_workflow'],
      ['fact_work_item', 'dataset_version_id', 'dim_dataset_version'],
      ['fact_work_item', 'batch_id', 'fact_delivery'],
      ['fact_work_item', 'model_version_id', 'dim_model_version'],
      ['fact_annotation', 'work_item_id', 'fact_work_item'],
      ['fact_annotation', 'annotator_id', 'dim_annotator'],
      ['fact_annotation', 'node_version_id', 'dim_taxonomy_node'],
      ['fact_review', 'work_item_id', 'fact_work_item'],
      ['fact_review', 'annotation_id', 'fact_annotation'],
      ['fact_output', 'case_version_id', 'dim_test_case'],
      ['fact_output', 'content_uri', 'ref_content'],
      ['fact_output', 'model_version_id', 'dim_model_version'],
      ['fact_grade', 'output_id', 'fact_output'],
      ['fact_grade', 'node_version_id', 'dim_taxonomy_node'],
      ['fact_time_entry', 'annotator_id', 'dim_annotator'],
      ['fact_invoice_line', 'batch_id', 'fact_delivery'],
      ['fact_issue', 'node_version_id', 'dim_taxonomy_node'],
      ['fact_incident', 'node_version_id', 'dim_taxonomy_node'],
      ['dim_model_version', 'training_dataset_version_id', 'dim_dataset_version'],
    ] as const;
    for (const [table, column, target] of tables) {
      const { unknown, n } = await loaded()
        .numbers(`select count(*) as n, count(case when ${column} is not null and ${column} not in
        (select ${column === 'training_dataset_version_id' ? 'dataset_version_id' : column} from ${target}) then 1 end) as unknown from ${table}`);
      expect(unknown, `${table}.${column}`).toBe(0);
      expect(n, table).toBeGreaterThan(0);
    }
    for (const table of ['ref_rate_card', 'ref_fx_rate', 'fact_budget', 'fact_counter_daily', 'fact_survey_response'])
      expect((await loaded().numbers(`select count(*) as n from ${table}`)).n, table).toBeGreaterThan(0);
  });
}
