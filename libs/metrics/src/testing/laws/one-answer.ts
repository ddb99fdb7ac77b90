import type { Estimate, PanelRequest } from '@assay/contract';
import type { DimensionId } from '../../dimensions.ts';
import type { MetricId } from '../../registry.ts';
import type { Oracle } from '../oracle/ask.ts';
import type { Tops } from '../oracle/ask.ts';
import type { World } from '../oracle/world.ts';
import { otherMember } from '@assay/contract';
import fc from 'fast-check';
import { expect } from 'vitest';
import { resolveRequest } from '../../plan/question.ts';
import { metricOf } from '../../registry.ts';
import { shapeOf } from '../../shapes.ts';
import { answerOf } from '../oracle/answer.ts';
import { maturities, oracles, poolable, treesOf, weights } from '../oracle/metrics.ts';
import { topsOf } from '../oracle/tops.ts';
import { crowded } from '../random/crowded.ts';
import { firstDay, knownAt, lastDay } from '../random/values.ts';
import { worldOf } from '../random/world.ts';
import { expectAsSaid, expectClose } from './compare.ts';
import { MadeWorkspace } from './made-workspace.ts';
import { search } from './search.ts';

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

/** All but what depends on what else is asked: p is adjusted for all changes of an answer. */
const alone = (estimates: readonly Estimate[]): unknown =>
  estimates.map(({ change, ...rest }) => ({
    ...rest,
    change: change && { ...change, pAdjusted: null, looks: null, verdict: null },
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

const aroundOf = ({ known: { zone }, now }: MadeWorkspace) => ({
  ...{ zone, currency: 'EUR', first: firstDay, last: lastDay, now },
});

/** What the plain steps rank the values of many by, which is asked of all metrics of a request alike. */
function plainTops(made: MadeWorkspace, asked: PanelRequest): Tops {
  const { world, known } = made;
  const first = asked.metrics[0] as MetricId;
  const usual = new Map([...known.members].map(([id, members]) => [id, members.map(({ value }) => value)]));
  const ranked = {
    oracle: oracleOf[first](world),
    weigh: weights[first] ?? (({ n }) => n),
    trees: asked.metrics.flatMap((id) => treesOf[id as MetricId] ?? []),
  };
  return topsOf(ranked, asked, { ...aroundOf(made), maturity: maturities[first], usual });
}

interface Answer {
  readonly asked: PanelRequest;
  readonly tops: Tops;
  readonly own: readonly Estimate[];
}

/** What is answered out of the same rows is of the same periods: the slowest to mature decides what may still change. */
function slowest(metric: string, { metrics }: PanelRequest): number {
  const lineOf = (id: string): string => {
    const definition = metricOf(id);
    return JSON.stringify([definition.fact, definition.time, shapeOf(definition).id]);
  };
  const alike = metrics.filter((id) => lineOf(id) === lineOf(metric));
  return Math.max(...alike.map((id) => maturities[id as MetricId]));
}

function expectOracle(made: MadeWorkspace, { asked, tops, own }: Answer): void {
  for (const metric of asked.metrics) {
    const said = answerOf(oracleOf[metric as MetricId](made.world), asked, {
      ...aroundOf(made),
      maturity: slowest(metric, asked),
      isPoolable: poolable.includes(metric),
      tops,
    });
    expectAsSaid(
      own.filter((estimate) => estimate.metric === metric),
      said,
    );
  }
}

/** A reader who opens a number sees as many rows as it says. */
async function expectRows({ db, known }: MadeWorkspace, { asked, tops }: Answer, number: Estimate): Promise<void> {
  const slice = Object.entries(number.by).map(([dimension, value]) =>
    value === otherMember
      ? { dimension, values: tops[dimension] ?? [], isOther: true as const }
      : { dimension, values: [value] },
  );
  const { gradeBasis } = asked.params;
  const resolution = resolveRequest(asked, known);
  if (resolution.kind === 'empty') throw new Error(resolution.message);
  const rows = await db.rowsBehind(
    {
      metric: number.metric,
      range: number.range,
      where: [...asked.where, ...slice],
      basis: gradeBasis,
      labels: resolution.resolved.current.labels,
      money: resolution.resolved.current.money,
      items: resolution.resolved.current.items,
    },
    known,
  );
  expect(rows, JSON.stringify(asked)).toBe(number.rows);
}

/** The number with the most rows, and the same of all others of many. */
function largest(own: readonly Estimate[]): readonly Estimate[] {
  const ranked = own.filter(({ partial }) => !partial).toSorted((a, b) => b.rows - a.rows);
  const isOther = ({ by }: Estimate): boolean => Object.values(by).includes(otherMember);
  return [...new Set([...ranked.slice(0, 1), ...ranked.filter(isOther).slice(0, 1)])];
}

export interface Law {
  readonly request: fc.Arbitrary<Partial<PanelRequest>>;
  /** Asked together at most. */
  readonly most: number;
  /** Whether splits have more values than are shown. */
  readonly isCrowded: boolean;
}

/**
 * Each request gets the answer that it has alone, which is that of the plain steps of the catalogue; and the same out of
 * sums that were kept.
 */
export async function expectOneAnswer({ request, most, isCrowded }: Law): Promise<void> {
  const requests = fc.array(request, { minLength: 1, maxLength: most, size: 'max' });
  const law = fc.asyncProperty(surroundings, requests, async ({ seed, ...state }, some) => {
    const world = isCrowded ? crowded(worldOf(seed)) : worldOf(seed);
    const made = await MadeWorkspace.open(world, state, dimensionsOf(some));
    try {
      const whole = some.map((each) => made.whole(each));
      const together = await made.db.askTogether(whole, made.known);
      const rolledUp = await made.db.askTogether(whole, made.known, { isRolledUp: true });
      expectClose(rolledUp.answers, together.answers, JSON.stringify(whole));
      for (const [index, asked] of whole.entries()) {
        const own = await made.db.ask(asked, made.known);
        expectClose(alone(together.answers[index] ?? []), alone(own), JSON.stringify(asked));
        const answer = { asked, tops: plainTops(made, asked), own };
        expectOracle(made, answer);
        for (const number of largest(own)) await expectRows(made, answer, number);
      }
    } finally {
      await made.close();
    }
  });
  await fc.assert(law, search(4));
}
