import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shippedSource, TestDatabase } from './database.ts';
import { describePublic, publicFile } from './public-data.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

const leaderboard = (file: string) => shippedSource('leaderboard-history', file);
const header =
  'snapshot_date,commit,model,hallucination_rate_pct,factual_consistency_pct,answer_rate_pct,avg_summary_words';

describe('the recipe leaderboard-history', () => {
  it('keeps snapshots of one day apart, and a model that one of them prints twice', async () => {
    const file = await database.file(
      'history.csv',
      [
        header,
        '2024-07-25,aaa,Owl,5.0,95.0,100,80.5',
        '2024-07-25,bbb,Owl,8.0,92.0,100,80.5',
        '2024-07-25,bbb,Owl,8.5,91.5,,80.5',
      ].join('\n'),
    );
    expect(await database.load(await leaderboard(file))).toMatchObject({
      read: 3,
      loaded: 3,
      tables: { fact_counter_daily: { inserted: 11 } },
    });
    const rows = await database.rows(`
      select bin_key, n, sum_value, sum_sq from fact_counter_daily
      where counter_name = 'leaderboard:hallucination_rate_pct' order by bin_key`);
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['aaa', 1, 5, 25],
      ['bbb', 1, 8, 64],
      ['bbb:2', 1, 8.5, 72.25],
    ]);
  });
});

const published = publicFile('leaderboard-history', 'hallucination_leaderboard_history.csv');

describePublic('the published leaderboard', [published], () => {
  it('has 6,622 lines on 78 days, and a last snapshot as published', async () => {
    expect(await database.load(await leaderboard(published), { strict: true })).toMatchObject({
      read: 6622,
      loaded: 6622,
    });
    const rate = `from fact_counter_daily where counter_name = 'leaderboard:hallucination_rate_pct'`;
    const [all] = await database.rows(`
      select count(*) as lines, count(distinct counter_date) as days, count(distinct model_version_id) as models ${rate}`);
    expect(all).toEqual({ lines: 6622, days: 78, models: 213 });
    // One model stands twice in one snapshot.
    expect(await database.value(`select count(*) ${rate} and ends_with(bin_key, ':2')`)).toBe(1);
    const [last] = await database.rows(`
      select count(*) as models, min(sum_value) as low, median(sum_value) as middle, round(avg(sum_value), 3) as mean,
        max(sum_value) as high
      ${rate} and counter_date = date '2025-06-09'`);
    expect(last).toEqual({ models: 141, low: 0.7, middle: 4.6, mean: 6.494, high: 29.9 });
  });
});
