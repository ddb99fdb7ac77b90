import type { Estimate, PanelRequest } from '@assay/contract';
import type { DimensionId } from '../../dimensions.ts';
import type { MetricId } from '../../registry.ts';
import type { Oracle } from '../oracle/ask.ts';
import type { World } from '../oracle/world.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { resolveRequest } from '../../plan/question.ts';
import { answerOf } from '../oracle/answer.ts';
import { maturities, oracles } from '../oracle/metrics.ts';
import { request } from '../random/requests.ts';
import { firstDay, knownAt, lastDay } from '../random/values.ts';
import { worldOf } from '../random/world.ts';
import { expectAsSaid, expectClose } from './compare.ts';
import { MadeWorkspace } from './made-workspace.ts';
import { lawTimeout, search } from './search.ts';

/** A metric without an oracle does not compile. */
const oracleOf: Readonly<Record<MetricId, (world: World) => Oracle>> = oracles;

/** Data is not made smaller where the law fails: requests are. */
const surroundings = fc.noShrink(
  fc.record({
    zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
    seed: fc.nat(),
    asOf: fc.constantFrom(null, null, knownAt),
  }),
);
const requests = fc.array(request, { minLength: 1, maxLength: 12, size: 'max' });

/** All but what depends on what else is asked: p is adjusted for all changes of an answer. */
const alone = (estimates: readonly Estimate[]): unknown =>
  estimates.map(({ change, ...rest }) => ({
    ...rest,
    change: change && { ...change, pAdjusted: null, verdict: null },
  }));

const dimensionsOf = (asked: readonly Partial<PanelRequest>[]): readonly DimensionId[] => [
  ...new Set(
    asked.flatMap(({ by = [], where = [], compare }) => [
      ...by,
      ...where.map(({ dimension }) => dimension),
      ...(compare?.kind === 'value' ? [compare.dimension] : []),
    ]) as DimensionId[],
  ),
];

function expectOracle(made: MadeWorkspace, asked: PanelRequest, own: readonly Estimate[]): void {
  const around = { zone: made.known.zone, currency: 'EUR', first: firstDay, last: lastDay, now: made.now };
  for (const metric of asked.metrics) {
    const said = answerOf(oracleOf[metric as MetricId](made.world), asked, {
      ...around,
      maturity: maturities[metric as MetricId],
    });
    expectAsSaid(
      own.filter((estimate) => estimate.metric === metric),
      said,
    );
  }
}

/** Of the number with the most rows: a reader who opens it sees as many as it says. */
async function expectRows({ db, known }: MadeWorkspace, asked: PanelRequest, own: readonly Estimate[]): Promise<void> {
  const [number] = own.filter(({ partial }) => !partial).toSorted((a, b) => b.rows - a.rows);
  if (!number) return;
  const slice = Object.entries(number.by).map(([dimension, value]) => ({ dimension, values: [value] }));
  const { gradeBasis, moneyBasis, currency } = asked.params;
  const resolution = resolveRequest(asked, known);
  if (resolution.kind === 'empty') throw new Error(resolution.message);
  const rows = await db.rowsBehind(
    {
      metric: number.metric,
      range: number.range,
      where: [...asked.where, ...slice],
      basis: gradeBasis,
      labels: resolution.resolved.current.labels,
      money: { basis: moneyBasis ?? 'service', currency: currency ?? 'EUR' },
    },
    known,
  );
  expect(rows, JSON.stringify(asked)).toBe(number.rows);
}

it(
  'gives each request the answer that it has alone, which is that of the plain steps of the catalogue',
  async () => {
    const law = fc.asyncProperty(surroundings, requests, async ({ seed, ...state }, some) => {
      const made = await MadeWorkspace.open(worldOf(seed), state, dimensionsOf(some));
      try {
        const whole = some.map((each) => made.whole(each));
        const together = await made.db.askTogether(whole, made.known);
        for (const [index, each] of whole.entries()) {
          const own = await made.db.ask(each, made.known);
          expectClose(alone(together.answers[index] ?? []), alone(own), JSON.stringify(each));
          expectOracle(made, each, own);
          await expectRows(made, each, own);
        }
      } finally {
        await made.close();
      }
    });
    await fc.assert(law, search(4));
    expect.hasAssertions();
  },
  lawTimeout,
);
