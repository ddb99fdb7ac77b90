import type { LoadedSample } from './loaded-sample.ts';
import { describe, expect, it } from 'vitest';

/** What no programme's data has: constants, equal shares, counts that no chance has touched. */
export function serviceStories(loaded: () => LoadedSample): void {
  const column = async (sql: string, name: string) => (await loaded().rows(sql)).map((row) => Number(row[name]));

  describe('how the products run', () => {
    it('long answers are slow and dear: contract review several times as much as comment review', async () => {
      const rows = await loaded()
        .rows(`select workflow_id, median(latency_ms) as latency, avg(cost_amount) as cost, quantile_cont(latency_ms, 0.99) / median(latency_ms) as tail
        from fact_output where environment = 'production' and status = 'ok' group by 1`);
      const of = (key: string) => rows.find((row) => row['workflow_id'] === key);
      for (const name of ['latency', 'cost'])
        expect(Number(of('contracts')?.[name]) / Number(of('moderation')?.[name]), name).toBeGreaterThan(3);
      for (const row of rows) expect(Number(row['tail']), String(row['workflow_id'])).toBeGreaterThan(3);
    });

    it('people write by day where they live: Americans some hours after Germans', async () => {
      const hour = async (locale: string) =>
        (
          await loaded().numbers(
            `select avg(extract(hour from produced_at)) as hour from fact_output where environment = 'production' and locale = '${locale}' and extract(hour from produced_at) between 6 and 23`,
          )
        ).hour ?? 0;
      expect((await hour('en-US')) - (await hour('de-DE'))).toBeGreaterThan(2);
    });

    it('German patients are answered in German, everybody else in English', async () => {
      const rows = await loaded()
        .rows(`select workflow_id = 'medical_intake' and o.locale = 'de-DE' and request_class <> 'should_refuse' as is_german, c.language, count(*) as n
        from fact_output o join ref_content c using (content_uri) group by all order by 1`);
      expect(rows.map(({ is_german, language }) => [is_german, language])).toEqual([
        [false, 'en'],
        [true, 'de'],
      ]);
    });

    it('some products are tried for what they should refuse, and some are asked in German, far more than others', async () => {
      const rows = await loaded()
        .rows(`select workflow_id, sum(case when request_class = 'should_refuse' then 1 / sampling_prob end) / sum(1 / sampling_prob) as tried,
          avg(case when locale = 'de-DE' then 1.0 else 0 end) as german from fact_output where environment = 'production' group by 1`);
      for (const name of ['tried', 'german']) {
        const shares = rows.map((row) => Number(row[name])).toSorted((one, other) => one - other);
        expect((shares.at(-2) ?? 0) / (shares[1] ?? 1), name).toBeGreaterThan(1.6);
      }
    });

    it('versions differ in latency and cost; what was never answered costs nothing', async () => {
      const latencies = await column(
        `select median(latency_ms) as latency from fact_output where workflow_id = 'support' and status = 'ok' group by model_version_id`,
        'latency',
      );
      expect(Math.max(...latencies) / Math.min(...latencies)).toBeGreaterThan(1.2);
      const { dear } = await loaded().numbers(
        `select max(cost_amount) as dear from fact_output where status in ('error', 'blocked')`,
      );
      expect(dear).toBe(0);
    });

    it('people take their time between turns, and runs between answers', async () => {
      for (const [environment, unit] of [
        ['production', 'session_key'],
        ['eval', 'run_id'],
        ['red_team', 'session_key'],
      ]) {
        const { share, n } = await loaded().numbers(`with gaps as (
            select date_diff('second', lag(produced_at) over (partition by ${unit} order by produced_at), produced_at) as gap
            from fact_output where environment = '${environment}'
          ), counted as (select gap, count(*) as n from gaps where gap is not null group by gap)
          select max(n) / sum(n) as share, sum(n) as n from counted`);
        expect(n).toBeGreaterThan(1000);
        expect(share, environment).toBeLessThan(0.25);
      }
    });

    it('products grow and rest unlike: code rests on weekends, trips are booked before summer, school is out in it', async () => {
      const rows = await loaded()
        .rows(`select workflow_id, sum(case when isodow(counter_date) > 5 then n end) / sum(n) as weekend,
          avg(case when month(counter_date) in (7, 8) then n end) / avg(n) as summer, avg(case when counter_date >= cast(week(39) as date) then n end)
          / avg(case when counter_date < cast(week(13) as date) then n end) as growth from fact_counter_daily where counter_name = 'sessions' group by 1`);
      const of = (key: string, name: string) => Number(rows.find((row) => row['workflow_id'] === key)?.[name]);
      expect(of('contracts', 'weekend')).toBeLessThan(0.6 * of('search', 'weekend'));
      expect(of('tutoring', 'summer')).toBeLessThan(0.7);
      expect(of('travel', 'summer')).toBeGreaterThan(1.05);
      expect(of('code', 'growth')).toBeGreaterThan(1.3 * of('support', 'growth'));
    });

    it('sampled sessions are one in thirty of those counted', async () => {
      const { rate } = await loaded()
        .numbers(`select count(distinct session_key) * 30.0 / (select sum(n) from fact_counter_daily where counter_name = 'sessions') as rate
        from fact_output where environment = 'production'`);
      // A session of which every answer was dropped is not seen.
      expect(rate).toBeGreaterThan(0.5);
      expect(rate).toBeLessThan(1);
    });
  });

  it('some people grade more than others, and nobody the same output twice', async () => {
    const { spread, twice } = await loaded().numbers(`with sittings as (
        select grader_id, output_id, count(*) as n from fact_grade where grader_kind = 'human' and criterion = 'refusal' and not is_adjudicated group by all
      ), people as (select grader_id, count(*) as n, max(n) as most from sittings group by 1)
      select quantile_cont(n, 0.9) / quantile_cont(n, 0.3) as spread, max(most) as twice from people`);
    expect(spread).toBeGreaterThan(1.3);
    expect(twice).toBe(1);
  });

  describe('what goes wrong', () => {
    const spread = (criterion: string) =>
      loaded().rows(`with coded as (
          select o.workflow_id, n.concept_id, count(*) as n from fact_grade g join fact_output o using (output_id) join dim_taxonomy_node n using (node_version_id)
          where g.criterion = '${criterion}' and g.is_defect and g.backfill_batch is null group by all
        ), shares as (select *, n / sum(n) over (partition by workflow_id) as share, sum(n) over (partition by workflow_id) as total from coded)
        select concept_id, max(share) - min(share) as spread from shares where total > 20 group by 1 order by spread desc`);

    it('is not the same everywhere: failure modes and policies differ by workflow', async () => {
      for (const [criterion, least] of [
        ['failure_mode', 0.15],
        ['policy', 0.35],
      ] as const) {
        const [first, second] = await spread(criterion);
        expect(Number(first?.['spread']), criterion).toBeGreaterThan(least);
        expect(Number(second?.['spread']), criterion).toBeGreaterThan(least);
      }
    });

    it('is as grave as its policy', async () => {
      const rows = await loaded().rows(`select n.node_code as code, avg(g.severity_rank) as severity from fact_grade g
        join dim_taxonomy_node n using (node_version_id) where criterion = 'policy' and is_defect group by 1`);
      const of = (code: string) => Number(rows.find((row) => row['code'] === code)?.['severity']);
      expect(of('self_harm')).toBeLessThan(of('fraud') - 0.5);
      expect(of('harassment')).toBeGreaterThan(of('fraud') + 0.5);
    });

    it('moves from week to week by more than chance in the drawing', async () => {
      // Of what is refused in a workflow's week; a ruler with binomial noise has a dispersion of 1.
      const { dispersion } = await loaded().numbers(`with weeks as (
          select o.workflow_id, o.model_version_id, date_trunc('week', o.produced_at) as week, count(*) as n, avg(case when g.refusal_level <> 'none' then 1.0 else 0 end) as rate
          from fact_grade g join fact_output o using (output_id) where criterion = 'refusal' and grader_kind = 'model' and environment = 'production'
            and request_class = 'should_comply' group by all having count(*) >= 40
        ), usual as (select workflow_id, model_version_id, sum(n * rate) / sum(n) as mean, count(*) as k from weeks group by all having count(*) > 3)
        select sum(n * pow(rate - mean, 2) / (mean * (1 - mean))) / sum((k - 1) / k) as dispersion from weeks join usual using (workflow_id, model_version_id)`);
      expect(dispersion).toBeGreaterThan(1.15);
    });
  });

  describe('counters', () => {
    it('of a part never exceed those of the whole', async () => {
      const { n, wrong } = await loaded().numbers(`with days as (
          select counter_date, workflow_id, max(case when counter_name = 'schema_calls' then n end) as calls, max(case when counter_name = 'schema_valid' then n end) as valid,
            max(case when counter_name = 'tasks_started' then n end) as started, max(case when counter_name = 'tasks_succeeded' then n end) as succeeded
          from fact_counter_daily group by all
        )
        select count(calls) as n, count(case when valid > calls or succeeded > started then 1 end) as wrong from days`);
      expect(n).toBeGreaterThan(700);
      expect(wrong).toBe(0);
    });

    it('of valid answers say what the sampled answers say', async () => {
      const { counted, sampled } = await loaded()
        .numbers(`select sum(case when counter_name = 'schema_valid' then n end) / sum(case when counter_name = 'schema_calls' then n end) as counted,
          (select avg(schema_valid::int) from fact_output where environment = 'production' and status = 'ok') as sampled from fact_counter_daily`);
      // A standard error of two tenths of a point.
      expect(Math.abs((counted ?? 0) - (sampled ?? 1))).toBeLessThan(0.005);
    });

    it('of content are sums of whole scores, no day quite like the next', async () => {
      const { broken, wide, impossible } = await loaded()
        .numbers(`select count(case when sum_value <> floor(sum_value) then 1 end) as broken,
          stddev(sum_value / n) as wide, count(case when sum_sq * n < sum_value * sum_value then 1 end) as impossible from fact_counter_daily where counter_name = 'csat'`);
      expect([broken, impossible]).toEqual([0, 0]);
      expect(wide).toBeGreaterThan(0.06);
    });
  });

  describe('surveys', () => {
    it('are answered at one go, by some kinds of people far more than by others', async () => {
      const rows = await loaded().rows(`select respondent_function as f, count(answered_at) / count(*) as share
        from fact_survey_response where survey_id = 'stakeholders' group by 1`);
      const of = (f: string) => Number(rows.find((row) => row['f'] === f)?.['share']);
      expect(of('trust_safety') - of('engineering')).toBeGreaterThan(0.15);
      const { halves, n } = await loaded().numbers(`with sittings as (
          select respondent_id, wave, count(answered_at) as answered, date_diff('minute', min(answered_at), max(answered_at)) as minutes
          from fact_survey_response where survey_id = 'stakeholders' group by all
        )
        select count(*) as n, count(case when answered in (1, 2) or minutes > 5 then 1 end) as halves from sittings`);
      expect(n).toBeGreaterThan(100);
      expect(halves).toBeLessThan(0.15 * (n ?? 0));
    });

    it('of end users are answered by a minority', async () => {
      const { share } = await loaded().numbers(
        `select count(answered_at) / count(*) as share from fact_survey_response where survey_id = 'csat'`,
      );
      expect(share).toBeGreaterThan(0.2);
      expect(share).toBeLessThan(0.4);
    });
  });
}
