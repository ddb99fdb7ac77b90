/** How often a weekly scorecard calls at least one of its numbers changed in a week in which none has. */
import { shapeOf } from '../../libs/metrics/src/shapes.ts';
import { adjustTogether, changeOf } from '../../libs/metrics/src/evaluate/change.ts';
import { metricIds, metricOf } from '../../libs/metrics/src/registry.ts';
import { draws, shareOf } from './draws.mjs';
import { table } from './goals.mjs';

const weeks = 10_000;
const week = { from: '2026-03-09', to: '2026-03-16', partial: false, provisional: false };
const context = {
  place: { bucket: week, isWholeRange: true, by: {}, pinned: {} },
  targets: { find: () => null, among: () => [] },
  money: {},
};

/** Sums over clusters whose own rates spread around p: correlation `icc` within each. */
function drawnShare({ beta, binomial }, { p, clusters, size, icc }) {
  const own = icc === 0 ? () => p : () => beta((p * (1 - icc)) / icc, ((1 - p) * (1 - icc)) / icc);
  const total = { rows: 0, sumX: 0, sumX2: 0, sumXM: 0 };
  for (let cluster = 0; cluster < clusters; cluster += 1) {
    const x = binomial(size, own());
    total.rows += x;
    total.sumX += x;
    total.sumX2 += x * x;
    total.sumXM += x * size;
  }
  const n = clusters * size;
  return { rows: n, units: n, clusters, sumM: n, sumM2: n * size, sumW2: n, total };
}

/** A number of one metric in a week, by the product's own way from parts to evidence; null where none of it is tested. */
function drawnNumber(metric, law, kind) {
  if (metric.kind === 'rate') {
    const shape = shapeOf(metric);
    // A metric whose interval is Wilson's says that its rows stand each for itself.
    const rows = metric.interval === 'wilson' ? { ...kind, icc: 0 } : kind;
    return shape.estimate(metric, { ...shape.none, ...drawnShare(law, rows) }, context);
  }
  if (metric.kind === 'event_rate') {
    const shape = shapeOf(metric);
    return shape.estimate(metric, { ...shape.none, rows: law.poisson(kind.events), exposure: 1_000_000 }, context);
  }
  if (!['stratified_rate', 'agreement', 'unit_cost'].includes(metric.kind)) return null;
  const estimate = { value: 1 + 0.05 * law.normal(), n: 1000, range: week };
  return { estimate, evidence: { kind: 'estimate', standardError: 0.05 } };
}

function callsAny(law, kind) {
  const changes = tested.map((metric) =>
    changeOf(metric, { current: drawnNumber(metric, law, kind), compared: drawnNumber(metric, law, kind) }),
  );
  return adjustTogether(changes).some(({ verdict }) => ['better', 'worse', 'changed'].includes(verdict));
}

const kinds = [
  { name: 'shares of 5 %, 100 clusters of 10, correlation 0.05; 20 events', p: 0.05, clusters: 100, size: 10, icc: 0.05, events: 20 }, // prettier-ignore
  { name: 'shares of 20 %, 40 clusters of 25, correlation 0.05; 100 events', p: 0.2, clusters: 40, size: 25, icc: 0.05, events: 100 }, // prettier-ignore
  { name: 'shares of 95 %, 300 clusters of 1; 5 events', p: 0.95, clusters: 300, size: 1, icc: 0, events: 5 },
];

const drawsOf = (name) => draws(`weekly scorecard ${name}`);
const tested = metricIds.map(metricOf).filter((metric) => drawnNumber(metric, drawsOf('tested'), kinds[0]) !== null);

export const weeklyScorecard = () =>
  table({
    title: `Weeks in which nothing changes, and one of ${tested.length} numbers is called changed`,
    method: 'Holm over the scorecard',
    goal: 'familywise',
    runs: weeks,
    rows: kinds,
    columns: [{ name: 'at least one' }],
    cell: (kind) => {
      const law = drawsOf(kind.name);
      return shareOf(weeks, () => callsAny(law, kind));
    },
  });
