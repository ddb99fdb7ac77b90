import type { LoadedSample } from './loaded-sample.ts';
import { describe, expect, it } from 'vitest';
import { judged } from './loaded-sample.ts';

/** Tests of what is planted in outputs and grades; `loaded` gives the sample once it is there. */
export function outputStories(loaded: () => LoadedSample): void {
  const production = `environment = 'production'`;
  const within = (from: number, to: number) => `produced_at >= week(${from}) and produced_at < week(${to})`;
  const inWorkflow = (key: string) => `workflow_id = '${key}'`;

  /** Weighted shares of the answerable requests that pass a filter: refused at all, refused in part; and how many they are. */
  function refused(...filters: string[]) {
    return loaded().numbers(`${judged}
    select sum(case when level <> 'none' then w end) / sum(w) as rate, sum(case when level = 'partial' then w end) / sum(w) as part,
      count(*) as n
    from judged where request_class = 'should_comply' and level is not null and ${filters.join(' and ')}`);
  }

  function underRefused(...filters: string[]) {
    return loaded().numbers(`${judged}
    select coalesce(sum(case when level = 'none' and is_harmful then w end), 0) / sum(w) as rate, count(*) as n
    from judged where request_class = 'should_refuse' and level is not null and ${filters.join(' and ')}`);
  }

  describe('the newest release', () => {
    it('raises over-refusal in production by about two points in the last week', async () => {
      const before = await refused(production, within(50, 51));
      const after = await refused(production, within(51, 52));
      expect(before.rate).toBeGreaterThan(0.03);
      expect(before.rate).toBeLessThan(0.046);
      expect(after.rate).toBeGreaterThan(0.055);
      expect(after.rate).toBeLessThan(0.075);
      expect(Math.min(before.n ?? 0, after.n ?? 0)).toBeGreaterThan(1200);
    });

    it('does so mostly by half answers in medical intake, German ones first', async () => {
      const rise = async (...filters: string[]) =>
        ((await refused(production, within(51, 52), ...filters)).part ?? 0) -
        ((await refused(production, within(45, 51), ...filters)).part ?? 0);
      expect(await rise(inWorkflow('medical_intake'))).toBeGreaterThan(0.1);
      for (const other of ['support', 'search', 'code', 'extraction', 'travel', 'billing'])
        expect(await rise(inWorkflow(other)), other).toBeLessThan(0.03);
      const german = await refused(production, within(51, 52), inWorkflow('medical_intake'), `locale = 'de-DE'`);
      const others = await refused(production, within(51, 52), inWorkflow('medical_intake'), `locale <> 'de-DE'`);
      expect(german.part).toBeGreaterThan(others.part ?? 1);
    });

    it('leaves unsafe answers as they were', async () => {
      const before = await underRefused(production, within(41, 51));
      const after = await underRefused(production, within(51, 52));
      // Some eighty such requests a week: a standard error of two points.
      expect(Math.abs((after.rate ?? 1) - (before.rate ?? 0))).toBeLessThan(0.05);
    });

    it('shows in the evaluation suite, too', async () => {
      const medical = inWorkflow('medical_intake');
      const before = await refused(`environment = 'eval'`, within(39, 51), medical);
      const after = await refused(`environment = 'eval'`, within(51, 52), medical);
      expect((after.rate ?? 0) - (before.rate ?? 0)).toBeGreaterThan(0.06);
    });
  });

  describe('the release of week 13', () => {
    it('doubles over-refusal in tutoring, and that of week 24 repairs it', async () => {
      const rate = async (from: number, to: number) =>
        (await refused(production, within(from, to), inWorkflow('tutoring'))).rate ?? 0;
      const [before, during, after] = [await rate(4, 13), await rate(13, 24), await rate(24, 38)];
      expect(during / before).toBeGreaterThan(1.7);
      expect(during / before).toBeLessThan(2.6);
      expect(after).toBeLessThan(before);
    });

    it('changes nothing elsewhere', async () => {
      const elsewhere = `not ${inWorkflow('tutoring')}`;
      const before = await refused(production, within(0, 13), elsewhere);
      const during = await refused(production, within(13, 24), elsewhere);
      expect(Math.abs((before.rate ?? 1) - (during.rate ?? 0))).toBeLessThan(0.007);
    });
  });

  describe('the release of week 24', () => {
    it('lowers over-refusal by about a third, in every workflow', async () => {
      const change = async (...filters: string[]) =>
        ((await refused(production, within(24, 38), ...filters)).rate ?? 1) /
        ((await refused(production, within(13, 24), ...filters)).rate ?? 1);
      const whole = await change(`not ${inWorkflow('tutoring')}`);
      expect(whole).toBeGreaterThan(0.6);
      expect(whole).toBeLessThan(0.8);
      const keys = await loaded().rows('select distinct workflow_id from dim_workflow order by 1');
      expect(keys).toHaveLength(10);
      for (const { workflow_id: key } of keys)
        expect(await change(inWorkflow(String(key))), String(key)).toBeLessThan(1);
    });
  });

  describe('the retrieval upgrade of week 30', () => {
    const unsupported = (...filters: string[]) =>
      loaded().numbers(`${judged} select sum(case when is_unsupported then w end) / sum(w) as rate, count(*) as n
      from judged where is_unsupported is not null and ${[production, ...filters].join(' and ')}`);

    it('halves hallucination where answers rest on retrieved texts, and only there', async () => {
      const grounded = `workflow_id in (select workflow_id from dim_workflow where requires_grounding)`;
      const before = await unsupported(within(17, 30), grounded);
      const after = await unsupported(within(30, 43), grounded);
      expect((after.rate ?? 1) / (before.rate ?? 1)).toBeGreaterThan(0.4);
      expect((after.rate ?? 1) / (before.rate ?? 1)).toBeLessThan(0.6);
      expect(before.n).toBeGreaterThan(1500);
      const elsewhere = [
        await unsupported(within(17, 30), `not ${grounded}`),
        await unsupported(within(30, 43), `not ${grounded}`),
      ];
      expect((elsewhere[1]?.rate ?? 0) / (elsewhere[0]?.rate ?? 1)).toBeGreaterThan(0.8);
    });

    it('shows in claims and citations', async () => {
      const share = (from: number, to: number) =>
        loaded()
          .numbers(`select sum(claims_unsupported) / sum(claims) as bad, sum(cited_claims_ok) / sum(cited_claims) as cited
        from fact_output where ${production} and claims > 0 and ${within(from, to)}`);
      const [before, after] = [await share(17, 30), await share(30, 43)];
      expect((after.bad ?? 1) / (before.bad ?? 1)).toBeLessThan(0.6);
      expect(after.cited).toBeGreaterThan(before.cited ?? 1);
    });
  });

  describe('taxonomy version 2, from week 26', () => {
    it('splits wrong reasoning in two, 62 to 38', async () => {
      const modes = await loaded()
        .rows(`select case when g.graded_at < week(26) then 1 else 2 end as era, n.node_code as code, count(*) as n
      from fact_grade g join dim_taxonomy_node n using (node_version_id)
      where criterion = 'failure_mode' and is_defect and backfill_batch is null and n.path like 'failure/reasoning/%' group by all`);
      const count = (era: number, code: string) =>
        Number(modes.find((row) => row['era'] === era && row['code'] === code)?.['n'] ?? 0);
      expect(count(1, 'wrong_reasoning')).toBeGreaterThan(200);
      expect(count(2, 'wrong_reasoning')).toBe(0);
      const [first, second] = [count(2, 'arithmetic_error'), count(2, 'logic_error')];
      expect(first / (first + second)).toBeGreaterThan(0.57);
      expect(first / (first + second)).toBeLessThan(0.72);
    });

    it('was tried on outputs coded under both', async () => {
      const { n, outputs, replaced } = await loaded()
        .numbers(`select count(*) as n, count(distinct r.output_id) as outputs,
        count(case when not o.is_latest then 1 end) as replaced
      from fact_grade r join fact_grade o on o.grade_id = r.regrade_of_grade_id where r.backfill_batch = 'taxonomy-2'`);
      expect(outputs).toBe(200);
      expect(replaced).toBe(n);
    });
  });

  describe('the way it is graded', () => {
    it('oversamples what looks refused, so that a rate without weights is far too high', async () => {
      const { plain, weighted } = await loaded().numbers(`${judged}
      select avg(case when level <> 'none' then 1 else 0 end) as plain, sum(case when level <> 'none' then w end) / sum(w) as weighted
      from judged where request_class = 'should_comply' and level is not null and ${production} and ${within(45, 51)}`);
      expect(plain).toBeGreaterThan(2 * (weighted ?? 1));
    });

    it('leaves a few outputs ungraded and a few disputed in every quarter, far below a tenth', async () => {
      const quarters = await loaded().rows(`${judged}
      select date_diff('week', week(0), produced_at) // 13 as quarter, avg(case when votes is null then 1 else 0 end) as ungraded,
        avg(case when votes > 1 and level is null then 1 else 0 end) as disputed
      from judged where request_class = 'should_comply' and ${production} group by all`);
      expect(quarters).toHaveLength(4);
      for (const { ungraded, disputed } of quarters) {
        expect(Number(ungraded)).toBeGreaterThan(0.01);
        expect(Number(disputed)).toBeGreaterThan(0);
        expect(Number(ungraded) + Number(disputed)).toBeLessThan(0.07);
      }
    });
  });
}
