/** Builds the API and the web app, both at once, where they are stale; `--force` builds them all the same. */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { stampBuild, staleApps } from './build/stale.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// Whoever builds, a test too: with another value the bundle holds React's development code, half as large again and slower.
process.env.NODE_ENV = 'production';

if (process.argv.includes('--force')) {
  for (const app of ['api', 'web']) rmSync(join(root, 'apps', app, 'dist'), { recursive: true, force: true });
}
await Promise.all(staleApps(root).map(buildApp));

async function buildApp(stale) {
  const started = performance.now();
  const folder = join(root, 'apps', stale.app);
  // Sizes have budgets of their own (.size-limit.mjs).
  const options = { manifest: true, chunkSizeWarningLimit: Infinity };
  await build({ root: folder, configFile: join(folder, 'vite.config.ts'), logLevel: 'warn', build: options });
  stampBuild(root, stale);
  console.error(`Built ${stale.app} in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}
