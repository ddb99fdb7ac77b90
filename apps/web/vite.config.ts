import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { HtmlTagDescriptor, Plugin } from 'vite';
import { defaultClientConditions, defineConfig } from 'vite';

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

/** Adds boot.ts to the page: it runs as soon as it is there, and waits for nothing. */
function bootScript(): Plugin {
  const script = (src: string): HtmlTagDescriptor => ({
    tag: 'script',
    attrs: { type: 'module', async: true, src },
    injectTo: 'head',
  });
  return {
    name: 'assay:boot-script',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => {
        if (!bundle) return [script('/src/boot/boot.ts')];
        const boot = Object.values(bundle).find(
          (file) => file.type === 'chunk' && file.name === 'boot' && file.isEntry,
        );
        if (!boot) throw new Error('The build has no chunk for src/boot/boot.ts.');
        return [script(`/${boot.fileName}`)];
      },
    },
  };
}

/** Where `npm run dev` finds the API: ASSAY_API, else the port that `npm start` prints first. */
const api = process.env['ASSAY_API'] ?? 'http://127.0.0.1:4400';

export default defineConfig({
  root: import.meta.dirname,
  resolve: { conditions: ['@assay/source', ...defaultClientConditions] },
  plugins: [react(), bootScript(), precompress()],
  build: {
    outDir: 'dist',
    target: 'es2023',
    // The policy of the server forbids inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        index: join(import.meta.dirname, 'index.html'),
        boot: join(import.meta.dirname, 'src/boot/boot.ts'),
      },
    },
  },
  server: { proxy: { '/graphql': api, '/export': api, '/health': api } },
});
