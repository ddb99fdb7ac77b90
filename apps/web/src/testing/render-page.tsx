import { createMemoryHistory } from '@tanstack/react-router';
import axe from 'axe-core';
import { render } from 'vitest-browser-react';
import { App } from '../app.tsx';
import { createClient } from '../gql/client.ts';
import { createAppRouter } from '../shell/router.tsx';
import { Admission } from '../sign-in/admission.ts';
import type { TestServer } from './server.ts';
import '../style/index.css';

/** The whole dashboard at an address, against a test's server. */
export async function renderPage(path: string, server: TestServer) {
  localStorage.clear();
  delete document.documentElement.dataset['theme'];
  const router = createAppRouter(createMemoryHistory({ initialEntries: [path] }));
  const admission = new Admission();
  const client = createClient(admission.watch(server.fetch));
  const screen = await render(<App client={client} router={router} admission={admission} />);
  return { screen, router, address: () => decodeURIComponent(router.state.location.href) };
}

/**
 * What axe finds wrong, and what it could not decide: both are failures. One thing is reviewed and let through: axe
 * cannot tell the ground of text inside an SVG. The labels of our charts stand on the page's ground, and tokens.test.ts
 * computes their contrast.
 */
export async function axeFindings(scope: string | Document = document): Promise<readonly string[]> {
  const { violations, incomplete } = await axe.run(scope, {
    resultTypes: ['violations', 'incomplete'],
    elementRef: true,
  });
  const undecided = incomplete.map((rule) =>
    rule.id === 'color-contrast'
      ? { ...rule, nodes: rule.nodes.filter(({ element }) => !element?.closest('.chart svg')) }
      : rule,
  );
  return [...violations, ...undecided].filter(({ nodes }) => nodes.length > 0).map(sayFinding);
}

function sayFinding({ id, nodes }: axe.Result): string {
  const places = nodes.map(({ html, any, all, none }) => {
    const why = [...any, ...all, ...none].map(({ message }) => message).join(' ');
    return `${html.slice(0, 160)} (${why})`;
  });
  return `${id}: ${places.join(' | ')}`;
}
