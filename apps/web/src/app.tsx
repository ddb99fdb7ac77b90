import { RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Client } from 'urql';
import { Provider } from 'urql';
import type { createAppRouter } from './shell/router.tsx';

interface AppProps {
  readonly client: Client;
  readonly router: ReturnType<typeof createAppRouter>;
}

/** The dashboard: data and routes. */
export function App({ client, router }: AppProps): ReactNode {
  return (
    <Provider value={client}>
      <RouterProvider router={router} />
    </Provider>
  );
}
