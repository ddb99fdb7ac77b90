import { lazy } from 'react';

/** The definition's code comes with the first that is opened. */
export const MetricDrawer = lazy(() => import('./metric-drawer.tsx'));
