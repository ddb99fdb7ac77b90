import { parse } from 'valibot';
import { pageHeader } from '../gql/page-header.ts';
import { pageText } from '../gql/page-text.ts';
import { panelsText } from '../gql/panels-text.ts';
import type { PageAnswer } from '../gql/types.ts';
import { questionsOf } from '../panels/ask.ts';
import { pageStateOf } from '../state/page-state.ts';
import { pageAt } from '../state/path.ts';
import { parseSearch, searchSchema } from '../state/search.ts';
import type { HeadStart } from './head-start.ts';
import { keyOf } from './head-start.ts';
import { applyStoredTheme } from './stored-theme.ts';

/**
 * The first script of the page, on its own and small, so that it runs before anything is painted: it applies the theme,
 * and asks for the page and its numbers while the dashboard's code is still on its way.
 */
applyStoredTheme();
const started = new Map<string, HeadStart>();
window.assayHeadStart = started;

function ask(operationName: string, query: string, variables: object): Promise<Response> {
  const controller = new AbortController();
  const answer = fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...pageHeader(),
    },
    body: JSON.stringify({ operationName, query, variables }),
    signal: controller.signal,
  });
  started.set(keyOf({ operationName, variables }), { answer, cancel: () => controller.abort() });
  return answer;
}

async function askNumbers(page: Promise<Response>): Promise<void> {
  const { data } = (await (await page).clone().json()) as { data?: PageAnswer | null };
  if (!data) return;
  const state = pageStateOf(data, parse(searchSchema, parseSearch(window.location.search)));
  const requests = questionsOf(data.page.panels, state).map(({ input }) => input);
  if (requests.length > 0) await ask('Panels', panelsText, { requests });
}

const id = pageAt(window.location.pathname);
// Whatever fails here fails again, with words, where the dashboard picks it up.
if (id !== null) askNumbers(ask('Page', pageText, { id })).catch(() => undefined);
