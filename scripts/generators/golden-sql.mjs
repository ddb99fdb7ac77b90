import { engines } from '@assay/contract';
import { goldenStatement, metricIds } from '@assay/metrics';
import { dialectOf, warehouses } from '@assay/warehouse';
import { banner } from './run.mjs';

const built = engines.filter((engine) => Object.hasOwn(warehouses, engine));

/** The compiled statement of each metric, a folder an engine: what review reads when a definition changes. */
export const goldenSql = built.flatMap((engine) =>
  metricIds.map((metric) => ({
    path: `sql/golden/${engine}/${metric}.sql`,
    content: () => {
      const { sql, parameters } = goldenStatement(metric, dialectOf(engine));
      const bound = parameters.map(({ type, value }, index) => `--   ${index + 1}: ${type} ${value ?? 'null'}`);
      return `${banner('--')}\n-- ${metric} by week and over the whole range, split, in one statement. Parameters:\n${bound.join('\n')}\n\n${sql.trim()}\n`;
    },
  })),
);
