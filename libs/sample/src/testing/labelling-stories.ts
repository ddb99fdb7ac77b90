import type { LoadedSample } from './loaded-sample.ts';
import { describe, expect, it } from 'vitest';

const between = (column: string, from: number, to: number) => `${column} >= week(${from}) and ${column} < week(${to})`;

/** Tests of what is planted in labelling. */
export function labellingStories(loaded: () => LoadedSample): void {
  describe('the vendor whose answers get worse', () => {
    const passRate = (vendor: string, from: number, to: number) =>
      loaded()
        .numbers(`select sum(case when r.decision = 'pass' then 1 / r.sampling_prob end) / sum(1 / r.sampling_prob) as rate, count(*) as n
        from fact_review r join fact_work_item i using (work_item_id)
        where r.review_kind = 'audit' and r.is_latest and i.vendor_id = '${vendor}' and i.purpose = 'production'
          and ${between('i.last_submitted_at', from, to)}`);

    it('passes far fewer audits from week 36 on, while the others stay', async () => {
      const before = await passRate('larkspur', 16, 32);
      const after = await passRate('larkspur', 36, 50);
      expect(before.rate).toBeGreaterThan(0.93);
      expect((before.rate ?? 0) - (after.rate ?? 1)).toBeGreaterThan(0.06);
      expect(Math.min(before.n ?? 0, after.n ?? 0)).toBeGreaterThan(1500);
      const others = [await passRate('brightmoor', 16, 32), await passRate('brightmoor', 36, 50)];
      expect(Math.abs((others[0]?.rate ?? 1) - (others[1]?.rate ?? 0))).toBeLessThan(0.02);
    });

    it('errs about twice as often in gold answers', async () => {
      const rise = async (vendor: string) =>
        (
          await loaded().numbers(`select avg(case when a.submitted_at >= week(36) then (not gold_correct)::int end)
            / avg(case when a.submitted_at < week(32) then (not gold_correct)::int end) as factor
          from fact_annotation a join fact_work_item i using (work_item_id)
          where a.is_gold and a.revision = 1 and a.status = 'submitted' and gold_correct is not null and i.vendor_id = '${vendor}'
            and a.submitted_at >= week(16)`)
        ).factor ?? 0;
      expect(await rise('larkspur')).toBeGreaterThan(1.8);
      expect(await rise('larkspur')).toBeLessThan(3);
    });

    it('keeps its price', async () => {
      const prices = await loaded().rows(`select task_id, count(distinct unit_price) as n from fact_invoice_line
        where vendor_id = 'larkspur' and line_kind = 'invoice' group by task_id`);
      expect(prices.length).toBeGreaterThan(3);
      expect(prices.every((row) => Number(row['n']) === 1)).toBe(true);
    });
  });

  it('two people slip: of their gold answers far more are wrong in the last quarter, of nobody else\u2019s', async () => {
    const people = await loaded().rows(`with gold as (
        select annotator_id, submitted_at >= week(43) as is_late, avg(case when gold_correct then 1.0 else 0 end) as rate, count(*) as n
        from fact_annotation where is_gold and revision = 1 and status = 'submitted' and gold_correct is not null and submitted_at >= week(20)
        group by all
      )
      select a.annotator_id, a.rate - b.rate as change, least(a.n, b.n) as n from gold a join gold b using (annotator_id)
      join dim_annotator d using (annotator_id)
      where a.is_late and not b.is_late and least(a.n, b.n) >= 30 and d.vendor_id <> 'larkspur' order by change`);
    expect(people.length).toBeGreaterThan(15);
    const changes = people.map((row) => Number(row['change']));
    expect(changes[1]).toBeLessThan(-0.1);
    expect(changes[2]).toBeGreaterThan((changes[1] ?? 0) + 0.03);
  });

  it('the guideline of week 18 moves a third of intents to complaints; the rest of the year is as it was', async () => {
    const share = async (from: number, to: number) =>
      (
        await loaded().numbers(`select avg(case when value_code = 'complaint' then 1.0 else 0 end) as share
          from fact_annotation a join dim_task t using (task_version_id)
          where t.task_id = 'intent' and a.is_latest and a.status = 'submitted' and ${between('submitted_at', from, to)}`)
      ).share ?? 0;
    const [early, before, after, late] = [
      await share(0, 9),
      await share(9, 18),
      await share(19, 28),
      await share(28, 52),
    ];
    expect(Math.abs(before - early)).toBeLessThan(0.02);
    expect(after - before).toBeGreaterThan(0.09);
    expect(Math.abs(late - after)).toBeLessThan(0.02);
    const versions = await loaded().rows(
      `select change_kind, compat_group from dim_task where task_id = 'intent' order by rubric_version`,
    );
    expect(versions.map((row) => row['change_kind'])).toEqual(['first', 'breaking']);
    expect(versions[0]?.['compat_group']).not.toBe(versions[1]?.['compat_group']);
  });

  it('some items of the old guideline are done again under the new one', async () => {
    const { n, known } = await loaded().numbers(`select count(*) as n, count(o.work_item_id) as known
      from fact_work_item i left join fact_work_item o on o.work_item_id = i.relabel_of_work_item_id and o.item_id = i.item_id
      where i.relabel_of_work_item_id is not null and not i.is_duplicate`);
    expect(n).toBeGreaterThan(100);
    expect(known).toBe(n);
  });

  it('one day was imported at once: more than a fifth of its answers have one instant', async () => {
    const days = await loaded().rows(`with days as (
        select cast(submitted_at as date) as day, submitted_at, count(*) as n from fact_annotation group by all
      )
      select day, max(n) / sum(n) as share, date_diff('day', cast(week(0) as date), day) as number from days
      group by day having share > 0.2 and sum(n) > 100`);
    expect(days.map((row) => Number(row['number']))).toEqual([7 * 21 + 2]);
  });

  describe('the programme', () => {
    it('is of the size it should be', async () => {
      const size = await loaded()
        .numbers(`select (select count(*) from fact_work_item) as items, (select count(*) from fact_annotation) as answers,
        (select count(*) from fact_review) as reviews, (select count(*) from fact_output) as outputs, (select count(*) from dim_vendor) as vendors,
        (select count(distinct default_currency) from dim_vendor) as currencies, (select count(distinct task_id) from dim_task) as tasks,
        (select count(distinct workflow_id) from dim_workflow) as workflows, (select count(distinct taxonomy_id) from dim_taxonomy_node) as taxonomies,
        (select count(distinct annotator_id) from dim_annotator where annotator_kind = 'human') as people,
        (select count(*) from dim_model_version where model_kind = 'product') as versions,
        (select count(distinct release_id) from dim_model_version) as releases`);
      expect(size).toMatchObject({
        vendors: 5,
        currencies: 3,
        tasks: 12,
        workflows: 10,
        taxonomies: 2,
        people: 80,
        versions: 8,
        releases: 5,
      });
      expect(Math.abs((size.items ?? 0) - 150_000)).toBeLessThan(8000);
      expect(Math.abs((size.answers ?? 0) - 400_000)).toBeLessThan(30_000);
      expect(Math.abs((size.reviews ?? 0) - 80_000)).toBeLessThan(8000);
      expect(Math.abs((size.outputs ?? 0) - 120_000)).toBeLessThan(8000);
    });

    it('rests on weekends and between the years, and grows', async () => {
      const days = await loaded()
        .rows(`select cast(submitted_at as date) as day, isodow(any_value(submitted_at)) as weekday, count(*) as n
        from fact_annotation where submitted_at >= week(0) group by day order by day`);
      const mean = (rows: typeof days) => rows.reduce((sum, row) => sum + Number(row['n']), 0) / rows.length;
      const on = (test: (weekday: number) => boolean) => days.filter((row) => test(Number(row['weekday'])));
      expect(mean(on((day) => day > 5))).toBeLessThan(0.25 * mean(on((day) => day < 6)));
      const christmas = days.find((row) => String(row['day']).endsWith('-12-25'));
      expect(Number(christmas?.['n'] ?? 0)).toBeLessThan(0.3 * mean(on((day) => day < 6)));
      expect(mean(days.slice(-91))).toBeGreaterThan(1.2 * mean(days.slice(0, 91)));
    });

    it('keeps its milestones in order', async () => {
      const { wrong } = await loaded().numbers(`select count(*) as wrong from fact_work_item
        where first_assigned_at < created_at or first_submitted_at < first_assigned_at or last_submitted_at < first_submitted_at
          or first_decided_at < first_submitted_at or accepted_at < first_decided_at or revoked_at < accepted_at
          or (accepted_at is not null and rejected_at is not null)`);
      expect(wrong).toBe(0);
    });

    it('sends items back as reviews say, and knows its copies', async () => {
      const { rework, copies, items } = await loaded()
        .numbers(`select avg(case when rework_count > 0 then 1.0 else 0 end) as rework,
        count(case when is_duplicate then 1 end) as copies, count(*) as items from fact_work_item where purpose = 'production'`);
      expect(rework).toBeGreaterThan(0.008);
      expect(rework).toBeLessThan(0.06);
      expect((copies ?? 0) / (items ?? 1)).toBeGreaterThan(0.004);
      expect((copies ?? 0) / (items ?? 1)).toBeLessThan(0.03);
    });
  });
}
