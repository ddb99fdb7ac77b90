import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { browserFlags, findBrowser } from './test/browser/find-browser.mjs';

/** Far from UTC and from every developer, so that a test which leans on the host's zone fails on each host alike. */
const zone = 'Australia/Adelaide';

/** Packages are tested from their source: no build first. */
const source = {
  resolve: { conditions: ['@assay/source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['@assay/source', ...defaultServerConditions] } },
};

/** Vitest's cache of transformed modules does not see an edited tsconfig: stale passes, and stale failures. */
const fresh = { fsModuleCache: false };

/** A busy machine may stand still for long: what waits for an end or a sight gives up late, and passes no later. */
const patience = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 15_000 } } };

const server = (name: string, include: string[]) => ({
  ...source,
  test: { ...fresh, name, include, environment: 'node' as const, ...patience, env: { TZ: zone } },
});

/** Libraries that keep nothing in a module which could differ from test to test: their files share a worker and its modules. */
const alone = '{contract,yaml,statistics,model,metrics,warehouse,importers,sample}';
const withoutIsolation = (project: ReturnType<typeof server>) => ({
  ...project,
  test: { ...project.test, isolate: false },
});

/** What the web app and its tests import from packages: Vite bundles each once, before the first test. */
function browserPackages() {
  const { dependencies } = JSON.parse(readFileSync(new URL('apps/web/package.json', import.meta.url), 'utf8')) as {
    dependencies: object;
  };
  const packages = Object.keys(dependencies).filter((name) => !name.startsWith('@assay/'));
  return [...packages, 'react-dom/client', 'react/jsx-dev-runtime', 'vitest-browser-react', 'axe-core'];
}

const browser = findBrowser();

const endToEnd = () => {
  const project = server('e2e', ['test/e2e/**/*.e2e.ts']);
  const globalSetup = ['test/e2e/sample-folder.setup.ts'];
  return { ...project, test: { ...project.test, globalSetup, provide: { browser, browserFlags } } };
};

export default defineConfig({
  test: {
    ...fresh,
    attachmentsDir: 'test-results/attachments',
    projects: [
      withoutIsolation(server('unit', [`libs/${alone}/src/**/*.test.ts`])),
      server('app', ['libs/workspace/src/**/*.test.ts', 'apps/{api,cli}/src/**/*.test.ts', 'scripts/**/*.test.ts']),
      server('mutants', ['libs/metrics/src/**/*.mutants.ts']),
      server('contract', ['test/contract/**/*.test.ts']),
      endToEnd(),
      {
        ...source,
        plugins: [react()],
        // All of them: one that is found in the middle of a run reloads the page under the tests.
        optimizeDeps: { include: browserPackages() },
        test: {
          ...fresh,
          ...patience,
          name: 'web',
          include: ['apps/web/src/**/*.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            provider: playwright({
              launchOptions: { ...(browser ? { executablePath: browser } : {}), args: browserFlags },
              contextOptions: { locale: 'en-US', timezoneId: zone },
            }),
            instances: [{ browser: 'chromium' as const }],
          },
        },
      },
    ],
  },
});
