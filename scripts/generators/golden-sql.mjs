import { engines } from '@assay/contract';
import { goldenReadings, goldenStatement, metricIds } from '@assay/metrics';
import { dialectOf, warehouses } from '@assay/warehouse';
import { banner } from './run.mjs';

const built = engines.filter((engine) => Object.hasOwn(warehouses, engine));

const readings = (metric) =>
  goldenReadings(metric).map(([way, params]) => ({ metric, params, name: way === '' ? metric : `${metric}.${way}` }));

/** The compiled statement of each metric, a folder an engine: what review reads when a definition changes. */
export const goldenSql = built.flatMap((engine) =>
  metricIds.flatMap(readings).map(({ metric, params, name }) => ({
    path: `sql/golden/${engine}/${name}.sql`,
    content: () => {
      const { sql, parameters } = goldenStatement(metric, dialectOf(engine), params);
      const bound = parameters.map(({ type, value }, index) => `--   ${index + 1}: ${type} ${value ?? 'null'}`);
      return `${banner('--')}\n-- ${name} by week and over the whole range, split, in one statement. Parameters:\n${bound.join('\n')}\n\n${sql.trim()}\n`;
    },
  })),
);
