import { defineConfig } from 'vite';

/** One bundle of our own code for Node 24; packages stay in node_modules. `tsc` only checks types. */
export default defineConfig({
  resolve: { conditions: ['@assay/source'] },
  ssr: {
    resolve: { conditions: ['@assay/source'], externalConditions: [] },
    noExternal: [/^@assay\//],
  },
  build: {
    ssr: 'src/main.ts',
    target: 'node24',
    minify: false,
    sourcemap: true,
  },
});
