import { engines } from '@assay/contract';
import { goldenStatement, isGraded, metricIds } from '@assay/metrics';
import { dialectOf, warehouses } from '@assay/warehouse';
import { banner } from './run.mjs';

const built = engines.filter((engine) => Object.hasOwn(warehouses, engine));

/** Metrics of graded outputs are read by the labels in force, and by those that were given first. */
const readings = (metric) => [
  { metric, labels: 'current', name: metric },
  ...(isGraded(metric) ? [{ metric, labels: 'as_graded', name: `${metric}.as_graded` }] : []),
];

/** The compiled statement of each metric, a folder an engine: what review reads when a definition changes. */
export const goldenSql = built.flatMap((engine) =>
  metricIds.flatMap(readings).map(({ metric, labels, name }) => ({
    path: `sql/golden/${engine}/${name}.sql`,
    content: () => {
      const { sql, parameters } = goldenStatement(metric, dialectOf(engine), labels);
      const bound = parameters.map(({ type, value }, index) => `--   ${index + 1}: ${type} ${value ?? 'null'}`);
      return `${banner('--')}\n-- ${name} by week and over the whole range, split, in one statement. Parameters:\n${bound.join('\n')}\n\n${sql.trim()}\n`;
    },
  })),
);
