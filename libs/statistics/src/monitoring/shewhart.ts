import { movingSigma } from './moving-sigma.ts';

export interface ControlChart {
  readonly center: number | null;
  /** Three sigmas on either side, one a point, within what is possible. */
  readonly lcl: readonly number[];
  readonly ucl: readonly number[];
  /** Sigmas away from the centre; 0 where there is no spread. */
  readonly z: readonly number[];
  /** Whether a point lies outside its limits. */
  readonly signals: readonly boolean[];
  /** Spread between points over what chance alone gives; null for fewer than two points. Above 1.2 Laney's limits are the ones to show. */
  readonly laneySigmaZ: number | null;
  readonly laneyLcl: readonly number[];
  readonly laneyUcl: readonly number[];
}

export const noChart: ControlChart = {
  center: null,
  lcl: [],
  ucl: [],
  z: [],
  signals: [],
  laneySigmaZ: null,
  laneyLcl: [],
  laneyUcl: [],
};

/** Points of a chart, each with the spread that chance gives it; `most` is the greatest value there can be. */
export interface ChartPoints {
  readonly center: number;
  readonly values: readonly number[];
  readonly sigmas: readonly number[];
  readonly most: number;
}

/** Limits of Shewhart 1931 and, beside them, of Laney 2002 (Qual Eng 14:531), which widen with the spread between points. */
export function controlChart({ center, values, sigmas, most }: ChartPoints): ControlChart {
  const z = values.map((value, place) => ((sigmas[place] ?? 0) > 0 ? (value - center) / (sigmas[place] ?? 1) : 0));
  const laneySigmaZ = movingSigma(z);
  const low = (width: number) => sigmas.map((sigma) => Math.max(0, center - width * sigma));
  const high = (width: number) => sigmas.map((sigma) => Math.min(most, center + width * sigma));
  const [lcl, ucl] = [low(3), high(3)];
  return {
    center,
    lcl,
    ucl,
    z,
    signals: values.map((value, place) => value < (lcl[place] ?? 0) || value > (ucl[place] ?? most)),
    laneySigmaZ,
    laneyLcl: laneySigmaZ === null ? [] : low(3 * laneySigmaZ),
    laneyUcl: laneySigmaZ === null ? [] : high(3 * laneySigmaZ),
  };
}
