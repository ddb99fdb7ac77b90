import type { PanelReady, Series } from '../../gql/types.ts';

/** How a series usually runs, beside its periods; null where nothing is said of one. */
export interface Usual {
  readonly range: readonly (readonly [number, number] | null)[];
  /** What is held against the range where that is not the value itself: the running average of counts. */
  readonly average: readonly (number | null)[];
  readonly isOutside: readonly boolean[];
  readonly levels: readonly { readonly day: string; readonly before: number; readonly after: number }[];
}

/** Places what is known of a series' stretches beside the periods of its panel. */
export function usualOf({ buckets }: Pick<PanelReady, 'buckets'>, { limits }: Pick<Series, 'limits'>): Usual {
  const stretches = limits ?? [];
  const smoothed = stretches.some(({ method }) => method === 'ewma');
  const points = new Map(stretches.flatMap((stretch) => stretch.points.map((point) => [point.bucket, point] as const)));
  const own = buckets.map(({ start }) => points.get(start) ?? null);
  return {
    range: own.map((point) => point && ([point.lower, point.upper] as const)),
    average: own.map((point) => (smoothed && point ? point.judged : null)),
    isOutside: own.map((point) => point?.isOutside ?? false),
    levels: stretches.flatMap(({ changes }) =>
      changes.map(({ bucket, before, after }) => ({ day: bucket, before, after })),
    ),
  };
}
