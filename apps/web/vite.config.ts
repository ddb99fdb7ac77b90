import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { build, defaultClientConditions, defineConfig } from 'vite';

const resolve = { conditions: ['@assay/source', ...defaultClientConditions] };
const target = 'es2023';
const compressible = /\.(js|css|html|svg|json)$/;

/** Writes a .gz and a .br beside each text file, once the bundle is on disk with its final names. */
function precompress(): Plugin {
  return {
    name: 'assay:precompress',
    apply: 'build',
    async writeBundle({ dir = 'dist' }) {
      const names = await readdir(dir, { recursive: true });
      await Promise.all(names.filter((name) => compressible.test(name)).map((name) => compressFile(join(dir, name))));
    },
  };
}

async function compressFile(path: string): Promise<void> {
  const content = await readFile(path);
  const [zipped, brotli] = await Promise.all([
    promisify(gzip)(content, { level: 9 }),
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  ]);
  await Promise.all([writeFile(`${path}.gz`, zipped), writeFile(`${path}.br`, brotli)]);
}

/** Bundles src/boot/boot.ts into one plain script, /boot.js: a module would wait for the document, and share its parts. */
function bootScript(): Plugin {
  return {
    name: 'assay:boot-script',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'boot.js', source: await bundleBoot(true) });
    },
    configureServer(server) {
      server.middlewares.use('/boot.js', (_request, response, next) => {
        bundleBoot(false).then((code) => response.setHeader('content-type', 'text/javascript').end(code), next);
      });
    },
  };
}

async function bundleBoot(minify: boolean): Promise<string> {
  const entry = join(import.meta.dirname, 'src/boot/boot.ts');
  const result = await build({
    root: import.meta.dirname,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    resolve,
    build: { write: false, minify, target, lib: { entry, formats: ['iife'], name: 'assayBoot' } },
  });
  const [output] = [result].flat();
  const chunk = output && 'output' in output ? output.output[0] : null;
  if (!chunk) throw new Error('src/boot/boot.ts was not bundled.');
  return chunk.code;
}

/** Where `npm run dev` finds the API: ASSAY_API, else the port that `npm start` prints first. */
const api = process.env['ASSAY_API'] ?? 'http://127.0.0.1:4400';

export default defineConfig({
  root: import.meta.dirname,
  resolve,
  plugins: [react(), bootScript(), precompress()],
  build: {
    outDir: 'dist',
    target,
    // The policy of the server forbids inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/graphql': api, '/export': api, '/health': api, '/sign-in': api, '/sign-out': api } },
});
