import type { Estimate, PanelRequest } from '@assay/contract';
import type { DimensionId } from '../../dimensions.ts';
import type { MetricId } from '../../registry.ts';
import type { Oracle } from '../oracle/ask.ts';
import type { World } from '../oracle/world.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerOf } from '../oracle/answer.ts';
import { oracles } from '../oracle/metrics.ts';
import { firstDay, lastDay } from '../random/values.ts';
import { request } from '../random/requests.ts';
import { worldOf } from '../random/world.ts';
import { expectAsSaid, expectClose } from './compare.ts';
import { MadeWorkspace, now } from './made-workspace.ts';
import { lawTimeout, search } from './search.ts';

/** A metric without an oracle does not compile. */
const oracleOf: Readonly<Record<MetricId, (world: World) => Oracle>> = oracles;

const surroundings = fc.record({
  zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
  seed: fc.nat(),
});

/** All but what depends on what else is asked: p is adjusted for all changes of an answer. */
const alone = (estimates: readonly Estimate[]): unknown =>
  estimates.map(({ change, ...rest }) => ({
    ...rest,
    change: change && { ...change, pAdjusted: null, verdict: null },
  }));

const dimensionsOf = (requests: readonly Partial<PanelRequest>[]): readonly DimensionId[] => [
  ...new Set(
    requests.flatMap(({ by = [], where = [], compare }) => [
      ...by,
      ...where.map(({ dimension }) => dimension),
      ...(compare?.kind === 'value' ? [compare.dimension] : []),
    ]) as DimensionId[],
  ),
];

it(
  'gives each request the answer that it has alone, which is that of the plain steps of the catalogue',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.noShrink(surroundings),
        fc.array(request, { minLength: 1, maxLength: 12, size: 'max' }),
        async ({ zone, seed }, requests) => {
          const world = worldOf(seed);
          const made = await MadeWorkspace.open(world, zone, dimensionsOf(requests));
          try {
            const whole = requests.map((each) => made.whole(each));
            const together = await made.db.askTogether(whole, made.known);
            for (const [index, each] of whole.entries()) {
              const own = await made.db.ask(each, made.known);
              expectClose(alone(together.answers[index] ?? []), alone(own), JSON.stringify(each));
              for (const metric of each.metrics) {
                const said = answerOf(oracleOf[metric as MetricId](world), each, {
                  zone,
                  currency: 'EUR',
                  first: firstDay,
                  last: lastDay,
                  now,
                });
                expectAsSaid(
                  own.filter((estimate) => estimate.metric === metric),
                  said,
                );
              }
            }
          } finally {
            await made.close();
          }
        },
      ),
      search(5),
    );
    expect.hasAssertions();
  },
  lawTimeout,
);
