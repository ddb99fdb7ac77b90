import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const api = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'apps', 'api');
const outDir = join(api, 'dist', 'generate');

/** The GraphQL schema. Its classes have decorators, which Node does not strip: they are built first (0.2 s). */
export const apiSchema = {
  path: 'apps/api/src/schema.graphql',
  async content() {
    await build({
      root: api,
      configFile: join(api, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir, emptyOutDir: true, ssr: join(api, 'src', 'print-schema.ts') },
    });
    const { printApiSchema } = await import(pathToFileURL(join(outDir, 'print-schema.js')).href);
    return printApiSchema();
  },
};
