import { metricIds } from '@assay/metrics';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { lexicographicSortSchema, printSchema } from './platform/graphql-js.ts';
import { printApiSchema } from './print-schema.ts';
import { testApi } from './testing/ask.ts';
import { fixedWorkspace } from './testing/fixed-workspace.ts';

describe('schema.graphql', () => {
  it('is what the classes say today', async () => {
    const file = await readFile(new URL('./schema.graphql', import.meta.url), 'utf8');
    expect(await printApiSchema(), 'run: npm run generate').toBe(file);
  });

  it('is what the server serves', async () => {
    const { app } = await testApi(fixedWorkspace());
    const { schema } = app.get(GraphQLSchemaHost, { strict: false });
    const served = printSchema(lexicographicSortSchema(schema));
    expect((await printApiSchema()).endsWith(`${served}\n`)).toBe(true);
  });

  it('has every metric of the registry, and rows whose cells alone may be null', async () => {
    const text = await printApiSchema();
    expect(/enum MetricId \{([^}]*)\}/.exec(text)?.[1]?.trim().split(/\s+/)).toEqual([...metricIds].sort());
    expect(text).toContain('  rows: [[String]!]!\n');
  });
});
