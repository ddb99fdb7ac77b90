import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from '../bootstrap/child.mjs';
import { apiSchema } from './api-schema.mjs';
import { banner } from './run.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const program = join(root, 'node_modules', 'gql.tada', 'bin', 'cli.js');

/** The schema as types, which check the documents of the dashboard. Made of the schema as it is now, not of its file. */
export const webTypes = {
  path: 'apps/web/src/gql/schema.gen.d.ts',
  async content() {
    const folder = await mkdtemp(join(tmpdir(), 'assay-types-'));
    try {
      const plugin = {
        name: 'gql.tada/ts-plugin',
        schema: './schema.graphql',
        tadaOutputLocation: './schema.gen.d.ts',
      };
      await writeFile(join(folder, 'schema.graphql'), await apiSchema.content());
      await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { plugins: [plugin] } }));
      const options = { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] };
      const { code, output } = await runChild([process.execPath, program, 'generate-output'], options);
      if (code !== 0) throw new Error(`The types of the schema could not be made: ${output}`);
      return `${banner('//')}\n${withoutSwitches(await readFile(join(folder, 'schema.gen.d.ts'), 'utf8'))}`;
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

function withoutSwitches(text) {
  // gql.tada begins its output with comments of a line each that turn checks off: none may stand in this repository, and
  // here they do nothing, because the settings of both tools leave generated files out by name.
  return text.replace(/^(?:\/\* .* \*\/\n)+/, '');
}
