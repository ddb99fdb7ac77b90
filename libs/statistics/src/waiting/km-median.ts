import { twoSidedZ } from '../distribution/normal.ts';

export interface SurvivalMedian {
  /** Every time at which something ended or was last seen open, rising. */
  readonly times: readonly number[];
  /** Share still open after each. */
  readonly survival: readonly number[];
  /** Sum of d / (n (n - d)); null from where nothing is left open. */
  readonly greenwood: readonly (number | null)[];
  /** Null where more than half are open to the end. */
  readonly median: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface SurvivalInput {
  /** How long each was open. */
  readonly time: readonly number[];
  /** 1 where it ended then, 0 where it was still open when last seen; same length and order. */
  readonly event: readonly number[];
  readonly conf?: number;
}

interface Step {
  readonly time: number;
  readonly ended: number;
  readonly survival: number;
  readonly greenwood: number;
}

const nothing: SurvivalMedian = { times: [], survival: [], greenwood: [], median: null, lower: null, upper: null };
/** A product of fractions meets one half only but for rounding. */
const slack = 1e-9;

function stepsOf({ time, event }: SurvivalInput): readonly Step[] {
  const moments = Map.groupBy(time.keys(), (place) => time[place] as number);
  let [open, survival, greenwood] = [time.length, 1, 0];
  return [...moments]
    .sort(([a], [b]) => a - b)
    .map(([at, places]) => {
      const ended = places.filter((place) => event[place] === 1).length;
      if (ended > 0) greenwood += open === ended ? Infinity : ended / open / (open - ended);
      survival *= 1 - ended / open;
      open -= places.length;
      return { time: at, ended, survival, greenwood };
    });
}

/** First time from which no more than half are open; halfway to the next end where it is exactly half until then. */
function medianOf(steps: readonly Step[]): number | null {
  const first = steps.findIndex(({ survival }) => survival <= 0.5 + slack);
  const found = steps[first];
  if (!found) return null;
  if (Math.abs(found.survival - 0.5) > slack) return found.time;
  const next = steps.slice(first + 1).find(({ ended }) => ended > 0);
  return next ? (found.time + next.time) / 2 : found.time;
}

/** First time at which the limit of survival on the log-minus-log scale is one half or less. */
function limitOf(steps: readonly Step[], z: number): number | null {
  const found = steps.find(({ survival, greenwood }) => {
    if (survival === 1 || survival === 0) return false;
    const spread = Math.sqrt(greenwood) / Math.abs(Math.log(survival));
    return survival ** Math.exp(z * spread) <= 0.5 + slack;
  });
  return found?.time ?? null;
}

/**
 * Median time to an end while some are still open (Kaplan and Meier 1958, JASA 53:457), limits by Brookmeyer and Crowley 1982
 * (Biometrics 38:29) on the log-minus-log scale. Nothing unless times are 0 or more and each is an end or none.
 */
export function kmMedian(input: SurvivalInput): SurvivalMedian {
  const { time, event, conf = 0.95 } = input;
  const isSound = time.every((each) => each >= 0 && each < Infinity) && event.every((each) => each === 0 || each === 1);
  if (time.length === 0 || time.length !== event.length || !isSound) return nothing;
  const steps = stepsOf(input);
  const z = twoSidedZ(conf);
  return {
    times: steps.map((step) => step.time),
    survival: steps.map((step) => step.survival),
    greenwood: steps.map((step) => (step.greenwood < Infinity ? step.greenwood : null)),
    median: medianOf(steps),
    lower: z === null ? null : limitOf(steps, z),
    upper: z === null ? null : limitOf(steps, -z),
  };
}
