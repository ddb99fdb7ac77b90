import type { LoadedSample } from './loaded-sample.ts';
import { describe, expect, it } from 'vitest';

/** Tests of what is planted in money, issues and incidents. */
export function moneyStories(loaded: () => LoadedSample): void {
  it('one invoice came twice, under its own number and lines', async () => {
    const twice = await loaded()
      .rows(`select vendor_id, invoice_number, count(*) as pairs, bool_and(status = 'disputed') as is_seen,
        bool_and(apart = 9) as is_nine_days_later from (
        select vendor_id, invoice_number, line_no, max_by(status, posting_date) as status,
          date_diff('day', min(invoice_date), max(invoice_date)) as apart from fact_invoice_line
        group by all having count(*) > 1 and count(distinct amount) = 1
      ) group by all`);
    expect(twice).toHaveLength(1);
    expect(twice[0]).toMatchObject({ vendor_id: 'brightmoor', is_seen: true, is_nine_days_later: true });
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
      join fact_invoice_line l on l.invoice_line_id = c.credits_line_id where c.line_kind = 'credit_note'`);
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
      join fact_work_item i on i.batch_id = l.batch_id and i.revoked_at is not null where c.line_kind = 'credit_note'`);
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

  describe('incidents', () => {
    it('one P1 came back twice, some weeks apart each time', async () => {
      const chain = await loaded()
        .rows(`select date_diff('week', week(0), detected_at) as week, severity_rank, recurrence_of_incident_id is null as is_first
        from fact_incident where recurrence_of_incident_id is not null
          or incident_id in (select recurrence_of_incident_id from fact_incident) order by detected_at`);
      expect(chain.map((row) => [Number(row['week']), row['severity_rank'], row['is_first']])).toEqual([
        [15, 1, true],
        [23, 1, false],
        [37, 1, false],
      ]);
    });

    it('keep their order in time', async () => {
      const { wrong } = await loaded()
        .numbers(`select count(*) as wrong from fact_incident where impact_started_at > detected_at
        or acknowledged_at < detected_at or mitigated_at < acknowledged_at or resolved_at < mitigated_at`);
      expect(wrong).toBe(0);
    });
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

  it('the team saw what happened: issues of the stories, resolved where they are over', async () => {
    const issues = await loaded().rows(`select title_code, resolved_at is not null as is_over from fact_issue
      where title_code in ('over-refusal-tutoring', 'over-refusal-medical-intake', 'polite-complaints') order by 1`);
    expect(issues).toEqual([
      { title_code: 'over-refusal-medical-intake', is_over: false },
      { title_code: 'over-refusal-tutoring', is_over: true },
      { title_code: 'polite-complaints', is_over: true },
    ]);
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
