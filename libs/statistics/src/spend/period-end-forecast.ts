import { tCdf, tQuantile } from '../distribution/student-t.ts';
import { total } from '../sample/moments.ts';

export interface PeriodEndForecast {
  readonly runRatePerDay: number | null;
  /** Spend of the whole period. */
  readonly forecast: number | null;
  readonly se: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly probOverBudget: number | null;
  readonly varianceToBudget: number | null;
  /** Correlation of neighbouring weeks where the spread was widened for it. */
  readonly autocorrelation: number | null;
}

export interface PeriodEndInput {
  /** Of the last whole weeks, without what is scheduled; three or more. */
  readonly weeklySpend: readonly number[];
  /** Of the same weeks. */
  readonly workingDays: readonly number[];
  readonly actualToDate: number;
  /** Known to come. */
  readonly scheduled: number;
  /** Days that nothing scheduled covers. */
  readonly remainingWorkingDays: number;
  readonly budget: number;
  /** 0.8 when absent. */
  readonly conf?: number;
}

const nothing: PeriodEndForecast = {
  runRatePerDay: null,
  forecast: null,
  se: null,
  lower: null,
  upper: null,
  probOverBudget: null,
  varianceToBudget: null,
  autocorrelation: null,
};
const fewestWeeks = 3;
/** Fewer weeks say nothing of how neighbours hang together. */
const fewestCorrelated = 8;
const leastCorrelation = 0.3;

function isSound(input: PeriodEndInput): boolean {
  const { weeklySpend, workingDays, remainingWorkingDays } = input;
  const amounts = [...weeklySpend, input.actualToDate, input.scheduled, input.budget];
  const areDays = [...workingDays].every((days) => days > 0 && days < Infinity) && remainingWorkingDays >= 0;
  const isLong = weeklySpend.length >= fewestWeeks && weeklySpend.length === workingDays.length;
  return isLong && areDays && remainingWorkingDays < Infinity && amounts.every(Number.isFinite);
}

/** Lag-1 autocorrelation; null where values do not differ or weeks are few. */
function neighbourCorrelation(values: readonly number[]): number | null {
  if (values.length < fewestCorrelated) return null;
  const mean = total(values) / values.length;
  const away = values.map((value) => value - mean);
  const squares = total(away.map((each) => each * each));
  const r = total(away.slice(1).map((each, place) => each * (away[place] ?? 0))) / squares;
  return squares > 0 && r > leastCorrelation && r < 1 ? r : null;
}

/** Spread of the rest of the period about its forecast: of the days to come and of the rate that they are counted with. */
function spreadOf({ weeklySpend, workingDays, remainingWorkingDays: rest }: PeriodEndInput, rate: number) {
  const rates = weeklySpend.map((spend, week) => spend / (workingDays[week] ?? 1));
  const squares = rates.map((each, week) => (workingDays[week] ?? 0) * (each - rate) ** 2);
  const variance = total(squares) / (weeklySpend.length - 1);
  const autocorrelation = neighbourCorrelation(rates);
  const widened = autocorrelation === null ? 1 : (1 + autocorrelation) / (1 - autocorrelation);
  return { se: Math.sqrt(variance * (rest + rest ** 2 / total(workingDays)) * widened), autocorrelation };
}

/**
 * Spend at the end of a period from the daily rate of the last weeks, weighted by working days, with t limits (prediction of a
 * ratio of totals, Cochran 1977, ch. 6). Nothing for fewer than three weeks.
 */
export function periodEndForecast(input: PeriodEndInput): PeriodEndForecast {
  if (!isSound(input)) return nothing;
  const { weeklySpend, workingDays, remainingWorkingDays, budget, conf = 0.8 } = input;
  const df = weeklySpend.length - 1;
  const runRatePerDay = total(weeklySpend) / total(workingDays);
  const forecast = input.actualToDate + input.scheduled + runRatePerDay * remainingWorkingDays;
  const { se, autocorrelation } = spreadOf(input, runRatePerDay);
  if (!Number.isFinite(forecast) || !Number.isFinite(se)) return nothing;
  const t = conf > 0 && conf < 1 ? tQuantile(1 - (1 - conf) / 2, df) : null;
  const limits = t === null || !Number.isFinite(t) ? {} : { lower: forecast - t * se, upper: forecast + t * se };
  return {
    ...nothing,
    runRatePerDay,
    forecast,
    se,
    ...limits,
    probOverBudget: se > 0 ? tCdf((forecast - budget) / se, df) : Number(forecast > budget),
    varianceToBudget: forecast - budget,
    autocorrelation,
  };
}
