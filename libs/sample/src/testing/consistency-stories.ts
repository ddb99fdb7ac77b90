import type { LoadedSample } from './loaded-sample.ts';
import { describe, expect, it } from 'vitest';

/** What one table says another must not deny. */
export function consistencyStories(loaded: () => LoadedSample): void {
  describe('labelling agrees with itself', () => {
    it('every item sent back was failed by a reviewer, and passed where it was accepted after', async () => {
      const { n, failed, again, passed } = await loaded()
        .numbers(`select count(*) as n, count(case when f.work_item_id is not null then 1 end) as failed,
          count(i.accepted_at) as again, count(case when i.accepted_at is not null and p.work_item_id is not null then 1 end) as passed
        from fact_work_item i
        left join fact_review f on f.work_item_id = i.work_item_id and f.review_kind = 'acceptance' and f.decision = 'fail' and f.decided_at = i.first_decided_at
        left join fact_review p on p.work_item_id = i.work_item_id and p.review_kind = 'acceptance' and p.decision = 'pass' and p.decided_at = i.accepted_at
        where i.first_decision = 'rework'`);
      expect(n).toBeGreaterThan(1000);
      expect(failed).toBe(n);
      expect(again).toBeGreaterThan(0.9 * (n ?? 0));
      expect(passed).toBe(again);
    });

    it('audits look at items after they were accepted', async () => {
      const { n, early } = await loaded()
        .numbers(`select count(*) as n, count(case when r.decided_at < i.accepted_at then 1 end) as early
        from fact_review r join fact_work_item i using (work_item_id) where r.review_kind = 'audit' and i.accepted_at is not null`);
      expect(n).toBeGreaterThan(10_000);
      expect(early).toBe(0);
    });

    it('a decision has its time, and a time its decision', async () => {
      const { wrong } = await loaded().numbers(
        `select count(case when (first_decided_at is null) <> (first_decision is null) then 1 end) as wrong from fact_work_item`,
      );
      expect(wrong).toBe(0);
    });

    it('an item is in the first data set delivered after its acceptance', async () => {
      const { n, wrong, open } = await loaded().numbers(`with sets as (
          select dataset_version_id as id, delivered_at, lag(delivered_at) over (order by delivered_at) as before
          from dim_dataset_version where dataset_id = 'tern-sft' and delivered_at is not null
        )
        select count(i.dataset_version_id) as n, count(case when i.dataset_version_id is not null and not
            (i.accepted_at < s.delivered_at and i.accepted_at >= s.before) then 1 end) as wrong,
          count(case when i.dataset_version_id is null and i.accepted_at < (select max(delivered_at) from sets) then 1 end) as open
        from fact_work_item i left join sets s on s.id = i.dataset_version_id join dim_task t using (task_version_id)
        where t.task_id = 'sft_write' and i.accepted_at is not null`);
      expect(n).toBeGreaterThan(3000);
      expect([wrong, open]).toEqual([0, 0]);
    });

    /** Share of pairs of an item and its original whose first answers are the same. */
    const agreement = (pairs: string) =>
      loaded().numbers(`with answers as (
          select work_item_id, coalesce(value_code, value_set, value_num::varchar) as given from fact_annotation
          where stage = 'initial' and status = 'submitted'
        )
        select count(*) as n, avg(case when a.given = b.given then 1.0 else 0 end) as share
        from (${pairs}) join answers a on a.work_item_id = one join answers b on b.work_item_id = other`);

    it('an item done again keeps its answer but where the guideline moved it', async () => {
      const { n, share } = await agreement(`select work_item_id as one, relabel_of_work_item_id as other
        from fact_work_item where relabel_of_work_item_id is not null`);
      expect(n).toBeGreaterThan(100);
      // 13 in 100 move by the guideline, and two answers of 18 are wrong.
      expect(share).toBeGreaterThan(0.65);
      expect(share).toBeLessThan(0.9);
    });

    it('a copy gets the answer of what it copies', async () => {
      const { n, share } = await agreement(`select c.work_item_id as one, o.work_item_id as other from fact_work_item c
        join fact_work_item o using (item_hash) where c.is_duplicate and not o.is_duplicate and o.relabel_of_work_item_id is null
          and c.relabel_of_work_item_id is null`);
      expect(n).toBeGreaterThan(800);
      expect(share).toBeGreaterThan(0.75);
    });
  });

  it('a call without an answer has no text, claims or tool steps', async () => {
    const rows = await loaded()
      .rows(`select status in ('ok', 'truncated') as has_answer, count(*) as n, count(content_uri) as texts,
        count(claims) + count(claims_unsupported) + count(cited_claims) + count(cited_claims_ok) as claims, count(tool_steps) + count(tool_steps_ok) as steps
      from fact_output group by 1 order by 1`);
    expect(rows.map(({ has_answer, texts, claims, steps }) => [has_answer, texts, claims, steps].map(Number))).toEqual([
      [0, 0, 0, 0],
      [1, rows[1]?.['n'], rows[1]?.['claims'], rows[1]?.['steps']].map(Number),
    ]);
    expect(Number(rows[0]?.['n'])).toBeGreaterThan(1000);
    expect(Number(rows[1]?.['claims'])).toBeGreaterThan(10_000);
  });

  it('a kept text is one thing: what was asked and answered, or what a grader wrote', async () => {
    const rows = await loaded()
      .rows(`select kind, count(*) as n, count(case when text like 'Request: %Answer: %' then 1 end) as both,
        count(case when text like '%Note:%' then 1 end) as glued from ref_content group by 1 order by 1`);
    expect(rows.map(({ kind, glued }) => [kind, Number(glued)])).toEqual([
      ['output', 0],
      ['prompt', 0],
      ['rationale', 0],
    ]);
    expect(rows.map(({ n, both }) => Number(n) === Number(both))).toEqual([true, false, false]);
    expect(Number(rows[2]?.['n'])).toBeGreaterThan(9);
  });

  it('what was found before a release was found before it, by nobody outside', async () => {
    const { n, late, outside } = await loaded().numbers(`select count(*) as n,
        count(case when not (i.detected_at >= v.rc_at and i.detected_at < v.released_at) then 1 end) as late,
        count(case when found_by in ('customer', 'monitoring') then 1 end) as outside
      from fact_issue i join dim_model_version v using (model_version_id) where found_in = 'pre_release'`);
    expect(n).toBeGreaterThan(15);
    expect([late, outside]).toEqual([0, 0]);
  });

  describe('money follows the work', () => {
    it('a batch is decided after it was delivered, and billed after that', async () => {
      const { n, hasty, early } = await loaded()
        .numbers(`select count(*) as n, count(case when d.decided_at < d.delivered_at then 1 end) as hasty,
          count(case when l.invoice_line_id is not null and not coalesce(l.invoice_date > d.decided_at, false) then 1 end) as early
        from fact_delivery d left join fact_invoice_line l using (batch_id)`);
      expect(n).toBeGreaterThan(1000);
      expect([hasty, early]).toEqual([0, 0]);
    });

    it('no item is billed before it was accepted', async () => {
      const { n, early } = await loaded()
        .numbers(`select count(*) as n, count(case when a.last_accepted >= l.invoice_date then 1 end) as early
        from fact_invoice_line l join (select batch_id, max(accepted_at) as last_accepted from fact_work_item group by 1) a using (batch_id)
        where l.unit = 'item' and l.line_kind = 'invoice'`);
      expect(n).toBeGreaterThan(500);
      expect(early).toBe(0);
    });
  });
}
