import type { WorkflowKey } from './dimensions/workflows.ts';
import { workflowKeys, workflows } from './dimensions/workflows.ts';
import { bell } from './draw.ts';
import { listOf, valuesOf } from './sql.ts';

/** Sessions drawn in a week: one in thirty of all. Traffic grows over the year. */
const sessions = { first: 1780, last: 2480 } as const;

/** How the demand for a workflow differs from that for all. */
interface Demand {
  /** Factors at the year's start and end. */
  readonly growth: readonly [from: number, to: number];
  /** Factor on Saturdays and Sundays. */
  readonly weekend: number;
  /** Factors of the months, January first. */
  readonly season: readonly number[];
}

const even = Array<number>(12).fill(1);

const demands: Record<WorkflowKey, Demand> = {
  support: {
    growth: [1.08, 0.94],
    weekend: 1.08,
    season: [1.14, 0.96, 0.95, 0.96, 0.97, 0.97, 0.98, 0.97, 0.98, 1, 1.1, 1.2],
  },
  search: { growth: [1.02, 0.98], weekend: 1.25, season: even },
  code: {
    growth: [0.78, 1.24],
    weekend: 0.55,
    season: [1, 1.02, 1.03, 1.01, 1.02, 1, 0.95, 0.9, 1.02, 1.04, 1.04, 0.86],
  },
  medical_intake: {
    growth: [0.98, 1.04],
    weekend: 0.8,
    season: [1.18, 1.16, 1.06, 0.98, 0.94, 0.9, 0.88, 0.88, 0.96, 1.03, 1.1, 1.16],
  },
  extraction: {
    growth: [0.94, 1.06],
    weekend: 0.4,
    season: [1.1, 1, 1.12, 1, 0.98, 1.05, 0.96, 0.88, 1, 1.02, 1, 1.02],
  },
  tutoring: {
    growth: [0.96, 1.08],
    weekend: 1.15,
    season: [1.06, 1.08, 1.1, 1.02, 1.22, 1.1, 0.52, 0.5, 1.02, 1.12, 1.14, 0.9],
  },
  contracts: {
    growth: [0.9, 1.14],
    weekend: 0.3,
    season: [1, 1.02, 1.1, 1, 1.02, 1.06, 0.92, 0.8, 1.02, 1.03, 1.03, 1.06],
  },
  travel: { growth: [1.03, 1], weekend: 1.3, season: [1.1, 1, 1, 1.05, 1.16, 1.26, 1.24, 1.02, 0.88, 0.84, 0.76, 0.9] },
  billing: {
    growth: [1, 1],
    weekend: 0.7,
    season: [1.2, 0.98, 0.98, 1.02, 0.98, 0.98, 1.02, 0.96, 0.98, 1.02, 0.98, 0.96],
  },
  moderation: { growth: [0.9, 1.12], weekend: 1.4, season: even },
};

/**
 * Table `demand`: sessions of a workflow on a day that one in thirty stands for, before chance. Products differ in growth, in
 * weekends and in seasons; a week of one is never quite like the next. Needs the table `day`.
 */
export function demandTable(): string {
  const total = workflowKeys.reduce((sum, key) => sum + workflows[key].traffic, 0);
  const rows = workflowKeys.map((key, place) => {
    const { growth, weekend } = demands[key];
    // Shares of the whole week stay as they are.
    const weekday = 1 / (0.82 + 0.18 * weekend);
    return [place, workflows[key].schema, workflows[key].traffic / total, ...growth, weekday, weekend * weekday];
  });
  const seasons = `[${workflowKeys.map((key) => listOf(demands[key].season)).join(', ')}]`;
  const columns = ['workflow', 'needs_schema', 'share', 'grows_from', 'grows_to', 'on_weekday', 'on_weekend'];
  return `create temp table demand as
    select d, date, week, ms, workflow, needs_schema,
      traffic * (${sessions.first} + ${sessions.last - sessions.first} * week / 51.0) * share * (grows_from + (grows_to - grows_from) * week / 51.0)
        * case when weekday < 5 then on_weekday else on_weekend end * ${seasons}[1 + workflow][month(date)]
        * (1 + 0.05 * ${bell('week * 16 + workflow', 'demand of a week')}) * (1 + 0.04 * ${bell('d * 16 + workflow', 'demand of a day')}) as sessions
    from day, ${valuesOf(columns, rows)} where d < 364`;
}
