import type { GradeBasis, Statement } from '@assay/contract';
import type { MetricDialect } from '../dialect.ts';
import type { FactId } from '../definition.ts';
import type { Known } from './known.ts';
import type { Question, Resolved } from './question.ts';
import type { Layout } from './slot.ts';
import { tablesAsOf } from '../tables.ts';
import { clusterSums } from './cluster-sums.ts';
import { layOut } from './slot.ts';

/** One statement with everything that reads its answer. A plan is a value: it can be printed, estimated, cached, run. */
export interface PlannedStatement {
  readonly statement: Statement;
  readonly layout: Layout;
  /** Requests that it answers, in the order given. */
  readonly resolved: readonly Resolved[];
}

interface Shape {
  readonly fact: FactId;
  readonly basis: GradeBasis;
}

/** Requests of one fact and grade basis share a scan; verdicts of different bases are never joined (E16). */
function shapesOf(resolved: readonly Resolved[]): ReadonlyMap<string, { shape: Shape; members: Resolved[] }> {
  const shapes = new Map<string, { shape: Shape; members: Resolved[] }>();
  for (const item of resolved) {
    for (const fact of new Set(item.current.metrics.map((metric) => metric.fact))) {
      const shape = { fact, basis: item.current.basis };
      const key = JSON.stringify(shape);
      const entry = shapes.get(key) ?? { shape, members: [] };
      entry.members.push(item);
      shapes.set(key, entry);
    }
  }
  return shapes;
}

/** Pure: requests and knowledge in, as few statements as their shapes allow out. */
export function planStatements(
  resolved: readonly Resolved[],
  known: Known,
  dialect: MetricDialect,
): readonly PlannedStatement[] {
  return [...shapesOf(resolved).values()].map(({ shape, members }) => {
    const questions: Question[] = members.flatMap(({ current, baseline }) =>
      baseline ? [current, baseline] : [current],
    );
    const layout = layOut(questions);
    const query = clusterSums(layout, {
      tables: tablesAsOf(known.asOf),
      functions: dialect.functions,
      zone: known.zone,
      graders: { basis: shape.basis, judges: known.judges },
    });
    return { statement: dialect.compile(query), layout, resolved: members };
  });
}
