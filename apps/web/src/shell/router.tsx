import type { RouterHistory } from '@tanstack/react-router';
import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { homePage } from '../state/path.ts';
import { parseSearch, searchSchema, stringifySearch } from '../state/search.ts';
import { PageFailed } from './page-failed.tsx';
import { PageScreen } from './page-screen.tsx';

/** Routes follow the pages' ids; which pages there are, the API says. */
const root = createRootRoute({ component: Outlet, validateSearch: searchSchema, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: () => <PageScreen key={homePage} id={homePage} />,
});

const page = createRoute({ getParentRoute: () => root, path: '/$page', component: NamedPage });

function NamedPage(): ReactNode {
  const { page: id } = page.useParams();
  return <PageScreen key={id} id={id} />;
}

function NotFound(): ReactNode {
  return <PageScreen id="" />;
}

function PageBroken(): ReactNode {
  const failure = {
    code: 'INTERNAL',
    message: 'This page could not be drawn.',
    hint: 'Load it again; if that does not help, tell whoever runs Assay.',
  };
  return <PageFailed failure={failure} retry={() => window.location.reload()} />;
}

/** `history` is the browser's own unless a test brings one. */
export function createAppRouter(history?: RouterHistory) {
  return createRouter({
    ...(history ? { history } : {}),
    routeTree: root.addChildren([home, page]),
    parseSearch,
    stringifySearch,
    defaultPreload: false,
    scrollRestoration: true,
    defaultErrorComponent: PageBroken,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
