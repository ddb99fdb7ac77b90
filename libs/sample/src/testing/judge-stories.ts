import type { LoadedSample } from './loaded-sample.ts';
import { describe, expect, it } from 'vitest';

/** Grades of judges with the judge's version at the time, as `judge`; and what people together say of an output, as `people`. */
const judgesAndPeople = `with judge as (
    select g.*, m.model_version_id as version, m.version_label as label from fact_grade g
    join dim_annotator a on a.annotator_id = g.grader_id and g.graded_at >= a.valid_from and (a.valid_to is null or g.graded_at < a.valid_to)
    join dim_model_version m on m.model_version_id = a.model_version_id
    where g.grader_kind = 'model' and g.is_defect is not null
  ), people as (
    select output_id, avg(case when is_defect then 1.0 else 0 end) as bad from fact_grade
    where criterion = 'refusal' and grader_kind = 'human' and is_defect is not null group by output_id
  )`;
const youden = `avg(case when bad > 0.5 then is_defect::int end) + avg(case when bad < 0.5 then (not is_defect)::int end) - 1`;

/** Tests of the judges and of what they are held against. */
export function judgeStories(loaded: () => LoadedSample): void {
  describe('the judges', () => {
    it('are two: one that people bear out, one on trial that they do not', async () => {
      const rows = await loaded().rows(`${judgesAndPeople}
      select label, count(case when bad > 0.5 then 1 end) as positives, ${youden} as j
      from judge join people using (output_id) where criterion = 'refusal' and produced_at >= week(39) group by all order by j desc`);
      expect(rows.map((row) => row['label'])).toEqual(['Heron judge 3', 'Heron judge mini 1']);
      expect(Number(rows[0]?.['j'])).toBeGreaterThan(0.75);
      expect(Math.abs(Number(rows[1]?.['j']))).toBeLessThan(0.25);
      expect(Math.min(...rows.map((row) => Number(row['positives'])))).toBeGreaterThan(60);
    });

    it('the new model of week 20 bears out people about as the one before did', async () => {
      const rows = await loaded().rows(`${judgesAndPeople}
        select label, min(graded_at) >= week(20) as is_new, count(case when bad > 0.5 then 1 end) as positives, ${youden} as j
        from judge join people using (output_id) where criterion = 'refusal' and label not like '%mini%' group by label order by label`);
      expect(rows.map(({ label, is_new }) => [label, is_new])).toEqual([
        ['Heron judge 2', false],
        ['Heron judge 3', true],
      ]);
      expect(Math.min(...rows.map((row) => Number(row['positives'])))).toBeGreaterThan(250);
      expect(Math.abs(Number(rows[0]?.['j']) - Number(rows[1]?.['j']))).toBeLessThan(0.05);
    });
  });

  describe('calibration sets', () => {
    it('hold what the judge flags and as much of what it does not, graded by it and by two people or more', async () => {
      const sets = await loaded().rows(`with graded as (
          select backfill_batch as id, output_id, any_value(produced_at) as produced_at,
            count(distinct case when grader_kind = 'human' and not is_adjudicated then grader_id end) as people,
            count(case when grader_kind = 'model' then 1 end) as judges, max(case when grader_kind = 'model' then is_defect::int end) as flagged
          from fact_grade where criterion = 'refusal' and ends_with(split_part(backfill_batch, '@', 1), '-calibration') group by all
        )
        select d.dataset_version_id as id, any_value(d.item_count) - count(*) as missing, min(people) as people, min(judges) = 1 and max(judges) = 1 as is_judged_once,
          avg(flagged) as flagged, bool_and(produced_at >= d.due_at - interval 19 day and produced_at < d.delivered_at - interval 2 day) as is_of_the_fortnight
        from dim_dataset_version d left join graded g on g.id = d.dataset_version_id
        where ends_with(d.dataset_id, '-calibration') group by all order by id`);
      expect(sets.map(({ id }) => id)).toEqual([
        'heron-judge-2-calibration@1',
        'heron-judge-2-calibration@2',
        'heron-judge-3-calibration@1',
        'heron-judge-3-calibration@2',
        'heron-judge-3-calibration@3',
        'heron-judge-mini-1-calibration@1',
        'heron-judge-mini-1-calibration@2',
      ]);
      for (const { id, missing, people, flagged, is_judged_once, is_of_the_fortnight } of sets) {
        expect([missing, flagged].map(Number), String(id)).toEqual([0, 0.5]);
        expect(Number(people), String(id)).toBeGreaterThanOrEqual(2);
        expect([is_judged_once, is_of_the_fortnight], String(id)).toEqual([true, true]);
      }
    });

    it('make neither people nor the judge see more refusals than there are', async () => {
      for (const kind of ['human', 'model']) {
        const { more } = await loaded().numbers(`with graded as (
            select o.output_id, any_value(o.produced_at) as produced_at, any_value(1 / sampling_prob) as w, max(case when g.refusal_level <> 'none' then 1 else 0 end) as refuses
            from fact_grade g join fact_output o using (output_id) join dim_annotator a on a.annotator_id = g.grader_id and a.valid_to is null
            where criterion = 'refusal' and grader_kind = '${kind}' and not is_adjudicated and g.refusal_level is not null and environment = 'production'
              and request_class = 'should_comply' and (a.model_version_id is null or a.model_version_id <> 'heron-judge-mini-1') group by all
          ), spans as (
            select due_at - interval 19 day as starts, due_at - interval 5 day as ends from dim_dataset_version where ends_with(dataset_id, '-calibration')
              and due_at > week(26) and due_at < week(48)
          ), dated as (select graded.*, starts is not null as is_within from graded left join spans on produced_at >= starts and produced_at < ends
            where produced_at >= week(26) and produced_at < week(50))
          select sum(case when is_within then refuses * w end) / sum(case when is_within then w end)
            - sum(case when not is_within then refuses * w end) / sum(case when not is_within then w end) as more from dated`);
        // A standard error of about half a point.
        expect(Math.abs(more ?? 1), kind).toBeLessThan(0.005);
      }
    });

    it('are graded by the judge version they are for, and by people before they are due', async () => {
      const { n, others, late } = await loaded().numbers(`${judgesAndPeople}
        select (select count(*) from judge where backfill_batch is not null) as n,
          (select count(case when version || '-calibration' <> split_part(backfill_batch, '@', 1) then 1 end) from judge where backfill_batch is not null) as others,
          avg(case when g.graded_at >= d.due_at then 1.0 else 0 end) as late
        from fact_grade g join dim_dataset_version d on d.dataset_version_id = g.backfill_batch where g.grader_kind = 'human' and not g.is_adjudicated`);
      expect(n).toBeGreaterThan(1300);
      expect(others).toBe(0);
      expect(late).toBeLessThan(0.03);
    });

    it('no verdict of a judge is more than 90 days younger than the newest set of its version', async () => {
      const { n, early, old } = await loaded().numbers(`${judgesAndPeople}, dated as (
          select judge.graded_at, max(case when d.delivered_at <= judge.graded_at then d.delivered_at end) as newest
          from judge join dim_dataset_version d on d.dataset_id = judge.version || '-calibration' group by judge.grade_id, judge.graded_at
        )
        select count(*) as n, count(case when newest is null and graded_at >= week(3) then 1 end) as early,
          count(case when graded_at > newest + interval 90 day then 1 end) as old from dated`);
      expect(n).toBeGreaterThan(80_000);
      expect([early, old]).toEqual([0, 0]);
    });

    it('say that main judges may decide, and that the one on trial may not', async () => {
      const sets = await loaded().rows(`${judgesAndPeople}
        select backfill_batch as id, ${youden} as j from judge join people using (output_id)
        where criterion = 'refusal' and ends_with(split_part(backfill_batch, '@', 1), '-calibration') group by all`);
      expect(sets).toHaveLength(7);
      for (const { id, j } of sets)
        if (String(id).includes('mini')) expect(Number(j), String(id)).toBeLessThan(0.3);
        else expect(Number(j), String(id)).toBeGreaterThanOrEqual(0.3);
    });
  });
}
