import type { Problem } from '@assay/yaml';
import { cardOf, metricIds, metricOf } from '@assay/metrics';
import { checkConfig } from './config/load-config.ts';
import { dashboardFolders } from './locations.ts';
import { checkPages } from './pages/read-pages.ts';
import { checkTargets } from './pages/targets.ts';

/** Every problem of what people write: pages, targets, `assay.yaml`. Opens no database. */
export async function checkWorkspace(directory: string): Promise<readonly Problem[]> {
  const dashboards = dashboardFolders(directory);
  const known = metricIds.map((id) => cardOf(metricOf(id), null));
  const [pages, targets, config] = await Promise.all([
    checkPages(dashboards, known),
    checkTargets(dashboards, known),
    checkConfig({ directory }),
  ]);
  return [...config, ...pages, ...targets];
}
