import type { MetricDefinition } from '../../definition.ts';
import type { FactId } from '../../facts.ts';
import type { MetricId } from '../../registry.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factIds, factOf } from '../../facts.ts';
import { metricIds, metrics } from '../../registry.ts';
import { alike, alikeRows } from './alike.ts';
import { Hunt, withDefinition } from './hunt.ts';
import { factMutants, mutantsOf } from './mutants.ts';

/** Nothing is found in what is right or as good as right, so that every question is asked: a busy machine takes its time. */
const wholeHunt = 600_000;

let hunt: Hunt;
beforeAll(async () => {
  hunt = await Hunt.open();
}, wholeHunt);
afterAll(() => hunt.close());

describe.each(metricIds)('%s', (id) => {
  it(
    'is right as it is',
    async () => {
      expect(await hunt.catches(id)).toBe(false);
    },
    wholeHunt,
  );

  it.each(mutantsOf(metrics[id]).filter(({ says }) => !alike(id, says)))(
    'is found wrong: $says',
    async ({ definition }) => {
      expect(await withDefinition(id, definition, () => hunt.catches(id))).toBe(true);
    },
    wholeHunt,
  );
});

/** A metric of a fact that can be split by one of its dimensions. */
const metricOn = (fact: FactId): MetricId | undefined =>
  metricIds.find((id) => (metrics[id] as MetricDefinition).fact === fact && metrics[id].kind !== 'mode');

describe.each(factIds)('rows of %s', (id) => {
  const fact = factOf(id);
  const metric = metricOn(id);

  it.each(factMutants(fact).filter(({ says }) => !alikeRows(says)))(
    'are found wrong: $says',
    async ({ dimension, fields }) => {
      if (metric === undefined) throw new Error(`No metric counts rows of ${id}.`);
      // The relation reads the very objects that the fact has.
      const target = dimension === null ? fact : fact.dimensions;
      const other =
        dimension === null ? fields : { [dimension]: (fields.dimensions as Record<string, object>)[dimension] };
      const own = Object.fromEntries(Object.keys(other).map((key) => [key, (target as Record<string, unknown>)[key]]));
      Object.assign(target, other);
      try {
        expect(await hunt.catches(metric, dimension)).toBe(true);
      } finally {
        Object.assign(target, own);
      }
    },
    wholeHunt,
  );
});
