import type { Shares } from '../chance.ts';
import type { Origin } from '../outputs/output-row.ts';

/** Who is asked to grade an output. */
export interface Route {
  readonly humans: 0 | 1 | 2 | 3;
  /** Chance that the main judge grades it, too; its calibration rests on these. */
  readonly judge: number;
  /** Chance that the judge on trial does, once there is one. */
  readonly trial: number;
}

/** How often each way is taken. The first of production leaves an output ungraded, or to the judge on trial alone. */
export const routes: Record<Origin, Shares<Route>> = {
  production: [
    [{ humans: 0, judge: 0, trial: 0.3 }, 3],
    [{ humans: 0, judge: 1, trial: 0 }, 37],
    [{ humans: 1, judge: 0.3, trial: 0.08 }, 34],
    [{ humans: 2, judge: 0.8, trial: 0.2 }, 19],
    [{ humans: 3, judge: 0.8, trial: 0.2 }, 7],
  ],
  eval: [
    [{ humans: 0, judge: 1, trial: 0.1 }, 80],
    [{ humans: 1, judge: 1, trial: 0.1 }, 15],
    [{ humans: 2, judge: 1, trial: 0.1 }, 5],
  ],
  red_team: [
    [{ humans: 2, judge: 0.3, trial: 0 }, 60],
    [{ humans: 3, judge: 0.3, trial: 0 }, 40],
  ],
};

/** Share of disagreements that someone settles; the rest stays disputed. */
export const settled = 0.6;

/** Share of sittings in which a person cannot say. */
export const abstains = 0.006;
