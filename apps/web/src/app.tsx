import { RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { lazy, Suspense, useSyncExternalStore } from 'react';
import type { Client } from 'urql';
import { Provider } from 'urql';
import type { createAppRouter } from './shell/router.tsx';
import type { Admission } from './sign-in/admission.ts';

const SignIn = lazy(() => import('./sign-in/sign-in.tsx'));

interface AppProps {
  readonly client: Client;
  readonly router: ReturnType<typeof createAppRouter>;
  readonly admission: Admission;
}

/** The dashboard: data and routes; or the way in, where the server asks who looks. */
export function App({ client, router, admission }: AppProps): ReactNode {
  const isRefused = useSyncExternalStore(admission.subscribe, admission.isRefused);
  if (isRefused) {
    return (
      <Suspense>
        <SignIn />
      </Suspense>
    );
  }
  return (
    <Provider value={client}>
      <RouterProvider router={router} />
    </Provider>
  );
}
