import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { withHeadStart } from './boot/head-start.ts';
import { createClient } from './gql/client.ts';
import { createAppRouter } from './shell/router.tsx';
import './style/index.css';

const root = document.getElementById('root');
if (root) {
  const app = <App client={createClient(withHeadStart(fetch))} router={createAppRouter()} />;
  startTransition(() => createRoot(root).render(app));
}
