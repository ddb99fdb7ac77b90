import { HeadlessMantineProvider } from '@mantine/core';
import { RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Client } from 'urql';
import { Provider } from 'urql';
import type { createAppRouter } from './shell/router.tsx';

interface AppProps {
  readonly client: Client;
  readonly router: ReturnType<typeof createAppRouter>;
}

/** The dashboard: data, behaviour of the library's parts (their looks are ours), routes. */
export function App({ client, router }: AppProps): ReactNode {
  return (
    <Provider value={client}>
      <HeadlessMantineProvider>
        <RouterProvider router={router} />
      </HeadlessMantineProvider>
    </Provider>
  );
}
