import type { LoadedSample } from './loaded-sample.ts';
import { describe, expect, it } from 'vitest';

/** Everything that a person did, on the day of UTC it was done: answers and keys, reviews, grades, booked time. */
const deeds = `(
    select annotator_id as person, cast(submitted_at as date) as day from fact_annotation
    union all select reviewer_id, cast(decided_at as date) from fact_review
    union all select grader_id, cast(graded_at as date) from fact_grade where grader_kind = 'human'
    union all select annotator_id, entry_date from fact_time_entry
  )`;

/** Answers that were asked of labellers, whose keys and corrections are those of others. */
const answers = `(select * from fact_annotation where stage <> 'adjudication')`;

/** Tests of who does what and when: true of any day and seed. */
export function peopleLaws(loaded: () => LoadedSample): void {
  describe('people', () => {
    it('do nothing before their first day and nothing after their last', async () => {
      const { n, leavers, outside } = await loaded().numbers(`with staff as (
          select annotator_id as person, min(start_date) as first_day, max(end_date) as last_day from dim_annotator
          where annotator_kind = 'human' group by 1
        )
        select count(*) as n, count(distinct case when last_day is not null then person end) as leavers,
          count(case when day < first_day or day > last_day then 1 end) as outside
        from ${deeds} join staff using (person)`);
      expect(n).toBeGreaterThan(500_000);
      expect(leavers).toBeGreaterThan(2);
      expect(outside).toBe(0);
    });

    it('review only while they are reviewers, and then answer no more', async () => {
      const { reviews, early, answered } = await loaded().numbers(`with held as (
          select annotator_id as person, role, valid_from, coalesce(valid_to, timestamptz '2100-01-01') as valid_to from dim_annotator
        )
        select (select count(*) from fact_review) as reviews,
          (select count(*) from fact_review join held on person = reviewer_id and decided_at >= valid_from and decided_at < valid_to
            where role not in ('reviewer', 'adjudicator')) as early,
          (select count(*) from ${answers} join held on person = annotator_id and submitted_at >= valid_from and submitted_at < valid_to
            where role in ('reviewer', 'adjudicator') and stage <> 'rework') as answered`);
      expect(reviews).toBeGreaterThan(70_000);
      expect([early, answered]).toEqual([0, 0]);
    });

    it('one is promoted: answers until week 22, reviews from then on', async () => {
      const rows = await loaded()
        .rows(`select a.annotator_id, (select max(date_diff('week', week(0), submitted_at)) from ${answers} x where x.annotator_id = a.annotator_id and stage <> 'rework') as last,
          (select min(date_diff('week', week(0), decided_at)) from fact_review where reviewer_id = a.annotator_id) as first
        from dim_annotator a where role = 'annotator' and valid_to is not null and annotator_kind = 'human'`);
      expect(rows).toHaveLength(1);
      const [last, first] = [rows[0]?.['last'], rows[0]?.['first']].map(Number);
      expect([(last ?? 99) < 22, (first ?? 0) >= 22]).toEqual([true, true]);
      expect((first ?? 99) - (last ?? 0)).toBeLessThan(6);
    });

    it('do not review what they answered, and do not answer an item twice', async () => {
      const { own, twice } = await loaded().numbers(`select
          (select count(*) from fact_review r join ${answers} a on a.work_item_id = r.work_item_id and a.annotator_id = r.reviewer_id) as own,
          (select count(*) from (select 1 from ${answers} where stage <> 'rework' group by work_item_id, annotator_id having count(*) > 1)) as twice`);
      expect([own, twice]).toEqual([0, 0]);
    });

    it('keys of gold items are adjudicators\u2019, who do not answer them', async () => {
      const { n, others, own } = await loaded().numbers(`with keys as (
          select * from fact_annotation where stage = 'adjudication' and is_gold
        )
        select count(*) as n, count(case when d.role not in ('adjudicator', 'expert') then 1 end) as others,
          count(case when a.annotation_id is not null then 1 end) as own
        from keys k join dim_annotator d on d.annotator_id = k.annotator_id and d.valid_to is null
        left join ${answers} a on a.work_item_id = k.work_item_id and a.annotator_id = k.annotator_id`);
      expect(n).toBeGreaterThan(5000);
      expect([others, own]).toEqual([0, 0]);
    });

    it('read the language of what they answer, where enough of their vendor do', async () => {
      const { n, foreign } = await loaded()
        .numbers(`select count(*) as n, count(case when d.language <> left(i.locale, 2) then 1 end) as foreign
        from ${answers} a join fact_work_item i using (work_item_id)
        join dim_annotator d on d.annotator_id = a.annotator_id and d.valid_to is null where left(i.locale, 2) <> 'en'`);
      expect(n).toBeGreaterThan(100_000);
      expect((foreign ?? 0) / (n ?? 1)).toBeLessThan(0.01);
    });

    it('answer in the hours of where they are', async () => {
      const rows = await loaded()
        .rows(`select d.vendor_id, min(hour(submitted_at)) as first, max(hour(submitted_at)) as last
        from ${answers} a join (select distinct annotator_id, vendor_id from dim_annotator) d using (annotator_id)
        where isodow(submitted_at) < 6 group by 1 order by 1`);
      // Manila at UTC+8, Germany at +1, Lisbon and London at 0, the own team at -5: nobody works at night, the crowd in the evening.
      const open: Record<string, readonly [number, number]> = {
        brightmoor: [2, 12],
        calderfinch: [8, 18],
        larkspur: [9, 20],
        own: [13, 23],
        tidewater: [17, 23],
      };
      expect(rows.map((row) => row['vendor_id'])).toEqual(Object.keys(open));
      const outside = rows.filter((row) => {
        const [from, to] = open[String(row['vendor_id'])] ?? [0, 0];
        return Number(row['first']) < from || Number(row['last']) > to;
      });
      expect(outside).toEqual([]);
    });

    it('grade an output once', async () => {
      const { twice } = await loaded().numbers(`select count(*) as twice from (
        select 1 from fact_grade where grader_kind = 'human' and criterion = 'refusal' and regrade_of_grade_id is null
        group by output_id, grader_id having count(*) > 1)`);
      expect(twice).toBe(0);
    });

    it('start no answer before the item was handed out', async () => {
      const { n, early } = await loaded()
        .numbers(`select count(*) as n, count(case when started_at < first_assigned_at then 1 end) as early
        from ${answers} join fact_work_item using (work_item_id) where started_at is not null`);
      expect(n).toBeGreaterThan(300_000);
      expect(early).toBe(0);
    });

    it('grade in working hours, and not at weekends', async () => {
      const { n, night, weekend } = await loaded()
        .numbers(`select count(*) as n, count(case when isodow(graded_at) > 5 then 1 end) as weekend,
          count(case when not hour(graded_at) between case d.vendor_id when 'own' then 13 when 'brightmoor' then 2 else 8 end
            and case d.vendor_id when 'own' then 22 when 'brightmoor' then 11 else 17 end then 1 end) as night
        from fact_grade g join (select distinct annotator_id, vendor_id from dim_annotator) d on d.annotator_id = g.grader_id
        where grader_kind = 'human'`);
      expect(n).toBeGreaterThan(100_000);
      expect([night, weekend]).toEqual([0, 0]);
    });
  });

  it('what was overturned or mended has another answer in its place, of who did it, and only that', async () => {
    const { overturned, kept, mended, loose } = await loaded().numbers(`with corrected as (
        select work_item_id, annotator_id, submitted_at, coalesce(value_code, value_set, cast(value_num as varchar)) as given
        from fact_annotation where stage = 'adjudication' and is_latest
      ), reviewed as (
        select r.*, coalesce(a.value_code, a.value_set, cast(a.value_num as varchar)) as before, i.purpose
        from fact_review r join fact_work_item i using (work_item_id) left join fact_annotation a using (annotation_id) where r.decision in ('overturned', 'fixed')
      )
      select count(case when r.decision = 'overturned' then 1 end) as overturned, count(case when r.decision = 'fixed' then 1 end) as mended,
        count(case when c.given is null or c.given = r.before or (r.purpose <> 'gold' and (c.annotator_id <> r.reviewer_id or c.submitted_at <> r.decided_at)) then 1 end) as kept,
        (select count(*) from fact_annotation a where a.stage = 'adjudication' and not a.is_gold
          and not exists (select 1 from reviewed x where x.work_item_id = a.work_item_id)) as loose
      from reviewed r left join corrected c on c.work_item_id = r.work_item_id`);
    expect(overturned).toBeGreaterThan(4000);
    expect(mended).toBeGreaterThan(300);
    expect([kept, loose]).toEqual([0, 0]);
  });
}

/** Tests of how much people work. */
export function workloadStories(loaded: () => LoadedSample): void {
  describe('how much people work', () => {
    it('is more or less, by person', async () => {
      const { people, low, high } = await loaded().numbers(`with week as (
          select annotator_id, count(*) / count(distinct date_trunc('week', submitted_at)) as n from ${answers}
          join (select distinct annotator_id, vendor_id from dim_annotator) using (annotator_id) where vendor_id = 'brightmoor' group by 1
        ) select count(*) as people, quantile_cont(n, 0.1) as low, quantile_cont(n, 0.9) as high from week`);
      expect(people).toBeGreaterThan(20);
      expect((high ?? 0) / (low ?? 1)).toBeGreaterThan(1.7);
    });

    it('is more or less in grading, too', async () => {
      const { graders, low, high } = await loaded()
        .numbers(`select count(*) as graders, min(n) as low, max(n) as high from (
        select grader_id, count(*) as n from fact_grade where grader_kind = 'human' and not is_adjudicated group by 1 having count(*) > 1000)`);
      expect(graders).toBeGreaterThan(10);
      expect((high ?? 0) / (low ?? 1)).toBeGreaterThan(1.5);
    });

    it('is nothing for some weeks of the year, of everybody', async () => {
      const { people, few, many } = await loaded().numbers(`with weeks as (
          select annotator_id, count(distinct date_trunc('week', entry_date)) as worked from fact_time_entry group by 1
        )
        select count(*) as people, count(case when worked < 44 then 1 end) as many, count(case when worked > 50 then 1 end) as few
        from weeks join dim_annotator using (annotator_id) where start_date <= cast(week(0) as date) and end_date is null and valid_to is null`);
      expect(people).toBeGreaterThan(35);
      expect([few, many]).toEqual([0, 0]);
    });

    it('is what they are contracted for, more or less', async () => {
      const { weeks, usual, most, mean } = await loaded().numbers(`with week as (
          select annotator_id, date_trunc('week', entry_date) as week, sum(paid_seconds) / 3600 / any_value(cast(contracted_hours_week as double)) as used
          from fact_time_entry e join dim_annotator d using (annotator_id)
          where entry_date >= cast(valid_from as date) and (valid_to is null or entry_date < cast(valid_to as date)) group by all
        )
        select count(*) as weeks, avg(case when used between 0.5 and 1.15 then 1.0 else 0 end) as usual, quantile_cont(used, 0.99) as most, avg(used) as mean from week`);
      expect(weeks).toBeGreaterThan(2500);
      expect(usual).toBeGreaterThan(0.75);
      expect(mean).toBeGreaterThan(0.7);
      expect(mean).toBeLessThan(0.95);
      expect(most).toBeLessThan(2);
    });

    it('is days of an hour and more for whom it is a job, and seldom for the crowd', async () => {
      const rows = await loaded().rows(`with days as (
          select annotator_id, cast(submitted_at as date) as day, sum(active_seconds) as seconds, count(*) as n from ${answers} where status = 'submitted' group by all
        )
        select vendor_id, sum(case when seconds >= 3600 then n else 0 end) / sum(n) as whole, quantile_cont(seconds, 0.99) / 3600 as longest
        from days join (select distinct annotator_id, vendor_id from dim_annotator) using (annotator_id) group by 1 order by 1`);
      const shares = new Map(rows.map((row) => [row['vendor_id'], Number(row['whole'])]));
      expect(
        Math.min(...['brightmoor', 'calderfinch', 'larkspur', 'own'].map((vendor) => shares.get(vendor) ?? 0)),
      ).toBeGreaterThan(0.9);
      expect(shares.get('tidewater')).toBeLessThan(0.3);
      expect(Math.max(...rows.map((row) => Number(row['longest'])))).toBeLessThan(9);
    });

    it('is not much more on a Monday', async () => {
      const { monday } = await loaded().numbers(`select count(case when isodow(submitted_at) = 1 then 1 end) * 4.0
          / count(case when isodow(submitted_at) between 2 and 5 then 1 end) as monday from ${answers}`);
      expect(monday).toBeGreaterThan(0.85);
      expect(monday).toBeLessThan(1.15);
    });
  });

  it('nothing waits for the same time everywhere', async () => {
    for (const wait of [
      'escalated_at - first_submitted_at',
      'revoked_at - accepted_at',
      "first_assigned_at - date_trunc('day', first_assigned_at)",
      "case when acceptance_basis = 'consensus' then accepted_at - last_submitted_at end",
      "case when acceptance_basis = 'batch_sample' then accepted_at - date_trunc('day', accepted_at) end",
    ]) {
      const { share, n } = await loaded().numbers(`select max(n) / sum(n) as share, sum(n) as n from (
        select ${wait} as wait, count(*) as n from fact_work_item where batch_id not in (select batch_id from fact_work_item group by 1 having count(revoked_at) > count(*) / 2)
        group by 1) where wait is not null`);
      expect(n, wait).toBeGreaterThan(200);
      expect(share, wait).toBeLessThan(0.05);
    }
  });

  it('some items are late, of every task, and more in some weeks than in others', async () => {
    const tasks = await loaded().rows(`select task_id, avg(case when accepted_at > due_at then 1.0 else 0 end) as late
      from fact_work_item join dim_task using (task_version_id) where accepted_at is not null group by 1`);
    expect(tasks.filter(({ late }) => Number(late) < 0.005 || Number(late) > 0.3)).toEqual([]);
    const { low, high } = await loaded()
      .numbers(`select quantile_cont(late, 0.1) as low, quantile_cont(late, 0.9) as high from (
        select date_trunc('week', created_at) as week, avg(case when accepted_at > due_at then 1.0 else 0 end) as late
        from fact_work_item where accepted_at is not null group by 1 having count(*) > 1000)`);
    expect((high ?? 0) / (low ?? 1)).toBeGreaterThan(1.3);
  });

  it('most batches come as promised, of every vendor', async () => {
    const vendors = await loaded()
      .rows(`select vendor_id, avg(case when delivered_at <= promised_at then 1.0 else 0 end) as kept from fact_delivery
        where delivered_at is not null group by 1`);
    expect(vendors).toHaveLength(5);
    expect(vendors.filter(({ kept }) => Number(kept) < 0.7)).toEqual([]);
    expect(vendors.filter(({ kept }) => Number(kept) < 0.97).length).toBeGreaterThan(2);
  });
}
