import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { withHeadStart } from './boot/head-start.ts';
import { createClient } from './gql/client.ts';
import { createAppRouter } from './shell/router.tsx';
import { Admission } from './sign-in/admission.ts';
import './style/index.css';

const root = document.getElementById('root');
if (root) {
  const admission = new Admission();
  const client = createClient(admission.watch(withHeadStart(fetch)));
  const app = <App client={client} router={createAppRouter()} admission={admission} />;
  startTransition(() => createRoot(root).render(app));
}
