import { describe, expect, it } from 'vitest';
import { periodEndForecast } from './period-end-forecast.ts';

const weeks = {
  weeklySpend: [90, 110, 100],
  workingDays: [5, 5, 5],
  actualToDate: 300,
  scheduled: 40,
  remainingWorkingDays: 10,
  budget: 540,
};

describe('period_end_forecast', () => {
  it('goes on at the daily rate of the last weeks', () => {
    // 20 a day; squares 5 (2^2 + 2^2) over 2 = 20, times 10 + 100 / 15.
    const got = periodEndForecast(weeks);
    expect(got).toMatchObject({ runRatePerDay: 20, forecast: 540, varianceToBudget: 0, autocorrelation: null });
    expect(got.se).toBeCloseTo(Math.sqrt(20 * (10 + 100 / 15)), 12);
    expect(got.probOverBudget).toBeCloseTo(0.5, 12);
    // t_0.9 with 2 df.
    expect(got.upper).toBeCloseTo(540 + 1.8856180832 * Number(got.se), 8);
  });

  it('widens where neighbouring weeks hang together, from eight weeks on', () => {
    const weeklySpend = [50, 55, 60, 65, 70, 75, 80, 85];
    const long = { ...weeks, weeklySpend, workingDays: weeklySpend.map(() => 5) };
    const got = periodEndForecast(long);
    // Of 1 to 8: products of neighbours about the mean 26.25, squares 42.
    expect(got.autocorrelation).toBeCloseTo(0.625, 12);
    const plain = Math.sqrt(((5 * 42) / 7) * (10 + 100 / 40));
    expect(got.se).toBeCloseTo(plain * Math.sqrt(1.625 / 0.375), 9);
    const short = { ...long, weeklySpend: weeklySpend.slice(0, 7), workingDays: long.workingDays.slice(0, 7) };
    expect(periodEndForecast(short).autocorrelation).toBeNull();
  });

  it('is sure where the period is over, and says nothing from two weeks', () => {
    expect(periodEndForecast({ ...weeks, remainingWorkingDays: 0, budget: 339 })).toMatchObject({ se: 0, forecast: 340, probOverBudget: 1 }); // prettier-ignore
    expect(periodEndForecast({ ...weeks, weeklySpend: [1, 2], workingDays: [5, 5] }).forecast).toBeNull();
    expect(periodEndForecast({ ...weeks, workingDays: [5, 0, 5] }).forecast).toBeNull();
  });
});
