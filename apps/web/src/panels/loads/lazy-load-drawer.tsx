import { lazy } from 'react';

/** The receipt's code comes with the first that is opened. */
export const LoadDrawer = lazy(() => import('./load-drawer.tsx'));
