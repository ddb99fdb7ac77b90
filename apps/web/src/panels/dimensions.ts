import type { MetricDefinition } from '../gql/types.ts';

type Dimensions = readonly { readonly id: string; readonly title: string }[];

/** Every dimension of the catalogue, once each. */
export function dimensionsOf(catalogue: readonly MetricDefinition[]): Dimensions {
  return [
    ...new Map(
      catalogue.flatMap(({ dimensions }) => dimensions.map((dimension) => [dimension.id, dimension])),
    ).values(),
  ];
}

export function titleOf(dimensions: Dimensions, id: string): string {
  return dimensions.find((dimension) => dimension.id === id)?.title ?? id;
}
