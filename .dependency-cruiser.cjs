/** Borders inside rooms; the borders between rooms are in eslint.config.mjs. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'engines-are-blind-to-each-other',
      severity: 'error',
      from: { path: '^libs/warehouse/src/(duckdb|postgres|redshift|bigquery|snowflake|databricks)/' },
      to: {
        path: '^libs/warehouse/src/(duckdb|postgres|redshift|bigquery|snowflake|databricks)/',
        pathNot: '^libs/warehouse/src/$1/',
      },
    },
    {
      name: 'an-sdk-stays-in-its-engine',
      severity: 'error',
      from: { pathNot: '^libs/warehouse/src/duckdb/' },
      to: { path: 'node_modules/@duckdb/' },
    },
    {
      name: 'metrics-name-no-engine',
      severity: 'error',
      from: { path: '^libs/(metrics|statistics)/src/', pathNot: '\\.test\\.ts$|/src/testing/' },
      to: { path: '^libs/(warehouse|workspace|importers)/|node_modules/(@duckdb|pg)/' },
    },
    {
      // What answers are compared with would prove nothing if it worked them out in the same way.
      name: 'the-oracle-knows-no-metric',
      severity: 'error',
      from: { path: '^libs/metrics/src/testing/oracle/' },
      to: { path: '^libs/(metrics|statistics)/src/', pathNot: '^libs/metrics/src/testing/oracle/' },
    },
    {
      name: 'drawing-knows-no-query',
      severity: 'error',
      from: { path: '^apps/web/src/charts/draw/' },
      to: { path: '^apps/web/src/(gql|shell)/' },
    },
    {
      name: 'recharts-only-in-charts',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: '^apps/web/src/charts/' },
      to: { path: 'node_modules/recharts' },
    },
    {
      name: 'no-deep-imports',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/' },
      // A second door, for tests alone: `@assay/metrics/testing` and `@assay/workspace/testing`.
      to: { path: '^libs/([^/]+)/src/(?!index\\.ts|testing/(confidential|sample-folder)\\.ts)', pathNot: '^libs/$2/' },
    },
    {
      // Its own package.json, or the root's for tools: so kysely, Nest or an SDK cannot slip into the web app.
      name: 'only-what-the-package-names',
      severity: 'error',
      from: { path: '^(apps|libs|test)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps|libs)/[^/]+/dist/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['@assay/source', 'import', 'types', 'default'],
      exportsFields: ['exports'],
    },
  },
};
