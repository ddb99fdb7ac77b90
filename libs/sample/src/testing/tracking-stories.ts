import type { LoadedSample } from './loaded-sample.ts';
import { describe, expect, it } from 'vitest';

/** What issues and incidents say of each other and of the rest. */
export function trackingStories(loaded: () => LoadedSample): void {
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
        or acknowledged_at < detected_at or mitigated_at < acknowledged_at or resolved_at < coalesce(mitigated_at, acknowledged_at)`);
      expect(wrong).toBe(0);
    });

    it('reach more people the graver they are, each by an answer at least; what the red team found has reached nobody', async () => {
      const { wrong } = await loaded().numbers(`select count(case when users_affected > outputs_affected
        or (reported_by = 'red_team') <> (users_affected = 0) then 1 end) as wrong from fact_incident where status <> 'false_alarm'`);
      expect(wrong).toBe(0);
      const users = (
        await loaded()
          .rows(`select severity_rank, median(users_affected) as users from fact_incident where status <> 'false_alarm' and reported_by <> 'red_team'
        and severity_rank is not null group by 1 order by 1`)
      ).map((row) => Number(row['users']));
      expect(users.length).toBeGreaterThan(3);
      expect(users).toEqual(users.toSorted((one, other) => other - one));
      expect(users[0]).toBeGreaterThan(20 * (users.at(-1) ?? 0));
    });

    it('that were none have no impact and no remedy, and nothing grave is left without one', async () => {
      const { alarms, wrong, left } = await loaded()
        .numbers(`select count(case when status = 'false_alarm' then 1 end) as alarms,
          count(case when status = 'false_alarm' and (remediation <> 'none' or users_affected > 0 or outputs_affected > 0 or release_id is not null
            or impact_started_at is not null or severity_rank < 4) then 1 end) as wrong,
          count(case when severity_rank < 2 and remediation = 'none' and mitigated_at is not null then 1 end) as left from fact_incident`);
      expect(alarms).toBeGreaterThan(1);
      expect([wrong, left]).toEqual([0, 0]);
    });

    it('break the policies of their workflow, and were first held to be a rank off at most', async () => {
      const { off, moved, n } = await loaded()
        .numbers(`select count(*) as n, count(case when abs(severity_initial_rank - severity_rank) > 1 then 1 end) as off,
          count(case when severity_initial_rank <> severity_rank then 1 end) as moved from fact_incident where severity_rank is not null and status <> 'false_alarm'`);
      expect(off).toBe(0);
      expect(moved).toBeGreaterThan(0.1 * (n ?? 0));
      expect(moved).toBeLessThan(0.4 * (n ?? 0));
      const { odd } = await loaded()
        .numbers(`select count(*) as odd from fact_incident join dim_taxonomy_node using (node_version_id)
        where (node_code = 'medical_advice' and workflow_id in ('code', 'billing', 'contracts', 'extraction', 'travel'))
          or (node_code = 'harassment' and workflow_id in ('billing', 'contracts', 'extraction'))
          or (node_code = 'self_harm' and workflow_id in ('code', 'billing', 'contracts', 'extraction', 'travel'))`);
      expect(odd).toBe(0);
    });
  });

  describe('priorities', () => {
    it('grow by two risky workflows, one after the other; some of them have no guidelines with examples of both kinds', async () => {
      const joined = await loaded()
        .rows(`select workflow_id, date_diff('week', week(0), valid_from) as week, risk_tier from dim_workflow
        where is_priority and year(valid_from) > 1900 order by 2`);
      expect(joined.map((row) => [row['workflow_id'], Number(row['week']), row['risk_tier']])).toEqual([
        ['contracts', 21, 'high'],
        ['moderation', 34, 'high'],
      ]);
      const uncovered = await loaded()
        .rows(`select distinct workflow_id from dim_workflow w where is_priority and not exists (
        select 1 from dim_task t where t.workflow_id = w.workflow_id and t.rubric_status = 'approved' and t.example_count > 0 and t.counterexample_count > 0) order by 1`);
      expect(uncovered.map((row) => row['workflow_id'])).toEqual(['code', 'contracts']);
    });
  });

  describe('issues', () => {
    it('the team saw what happened: issues of the stories, resolved where they are over', async () => {
      const issues = await loaded().rows(`select title_code, resolved_at is not null as is_over from fact_issue
      where title_code in ('over-refusal-tutoring', 'over-refusal-medical-intake', 'polite-complaints') order by 1`);
      expect(issues).toEqual([
        { title_code: 'over-refusal-medical-intake', is_over: false },
        { title_code: 'over-refusal-tutoring', is_over: true },
        { title_code: 'polite-complaints', is_over: true },
      ]);
    });

    it('of attacks were found by attacking, and of the work by those who do it', async () => {
      const rows = await loaded()
        .rows(`select issue_kind in ('enablement', 'process_improvement', 'data_request') as is_work, found_by from fact_issue
        where issue_kind in ('enablement', 'process_improvement', 'data_request', 'red_team') group by all order by 1, 2`);
      expect(rows.map(({ is_work, found_by }) => [is_work, found_by])).toEqual([
        [false, 'red_team'],
        [true, 'eval'],
        [true, 'human_review'],
      ]);
    });

    it('belong to the team of their workflow', async () => {
      const { n, wrong } = await loaded()
        .numbers(`select count(*) as n, count(case when i.owner_team_id <> w.owner_team_id then 1 end) as wrong
        from fact_issue i join dim_workflow w using (workflow_id)`);
      expect(n).toBeGreaterThan(150);
      expect(wrong).toBe(0);
    });

    it('got their data when the data set made for them was approved', async () => {
      const rows = await loaded()
        .rows(`select i.title_code, i.data_shipped_at = d.approved_at and d.approved_at >= d.delivered_at as is_so,
          i.resolved_at > d.approved_at as is_before_the_end
        from dim_dataset_version d join fact_issue i using (issue_id)`);
      expect(rows).toEqual([{ title_code: 'over-refusal-tutoring', is_so: true, is_before_the_end: true }]);
    });

    it('some were known already: closed as duplicates of an earlier one of the same kind and workflow', async () => {
      const { n, wrong } = await loaded()
        .numbers(`select count(*) as n, count(case when o.issue_id is null or not (o.detected_at < d.detected_at
            and o.issue_kind = d.issue_kind and o.workflow_id is not distinct from d.workflow_id and o.title_code = d.title_code
            and o.duplicate_of_issue_id is null and o.cancelled_at is null and d.cancelled_at is not null and d.resolved_at is null) then 1 end) as wrong
        from fact_issue d left join fact_issue o on o.issue_id = d.duplicate_of_issue_id where d.duplicate_of_issue_id is not null`);
      expect(n).toBeGreaterThan(4);
      expect(wrong).toBe(0);
    });
  });
}
