import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { failureOf } from '../gql/client.ts';
import { pageDocument } from '../gql/page-document.ts';
import type { PageAnswer } from '../gql/types.ts';
import { FilterRow } from '../filters/filter-row.tsx';
import { asksNumbers, questionsOf } from '../panels/ask.ts';
import { PageQueryContext } from '../panels/page-query.ts';
import { useSearchChange } from '../state/links.tsx';
import { pageStateOf } from '../state/page-state.ts';
import { words } from '../words.ts';
import { HelpDialog } from './help-dialog.tsx';
import { useKeys } from './keyboard.ts';
import { OpenDrawer } from './open-drawer.tsx';
import { PageFailed } from './page-failed.tsx';
import { PageMain } from './page-main.tsx';
import { SampleBar } from './sample-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { useAnswers } from './use-answers.ts';
import { useFilterControls } from './use-filter-controls.ts';

/** One page: what it is made of comes first, then all its numbers in one request. */
export function PageScreen({ id }: { readonly id: string }): ReactNode {
  const [{ data: newest, error, fetching }, ask] = useQuery({ query: pageDocument, variables: { id } });
  const data = useDeferredValue(newest);
  const [help, setHelp] = useState(false);
  const change = useSearchChange();
  useKeys({ closeDrawer: () => change({ cell: undefined, tab: undefined }), showHelp: () => setHelp(true) });
  return (
    <>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <TopBar
        pages={data?.pages ?? []}
        current={id}
        freshness={data?.freshness ?? null}
        viewer={data?.viewer ?? null}
      />
      {data && <Loaded answer={data} />}
      {!data && error && <PageFailed failure={failureOf(error)} retry={() => ask({ requestPolicy: 'network-only' })} />}
      {!data && (fetching || newest) && (
        <main id="main">
          <h1 className="vh">Loading</h1>
          <div className="skeleton page-skeleton" />
        </main>
      )}
      {help && <HelpDialog onClose={() => setHelp(false)} />}
    </>
  );
}

function Loaded({ answer }: { readonly answer: PageAnswer }): ReactNode {
  const { page, catalogue, freshness } = answer;
  const search = useSearch({ strict: false });
  const state = useMemo(() => pageStateOf(answer, search), [answer, search]);
  const questions = useMemo(() => questionsOf(page.panels, state), [page, state]);
  const answers = useAnswers(state, questions);
  const controls = useFilterControls({ answer, state, answers });
  const context = { state, asked: answers.asked, search, catalogue, freshness };
  const hasNumbers = page.panels.some(asksNumbers);
  return (
    <PageQueryContext value={answers.query}>
      {hasNumbers && <FilterRow controls={controls} />}
      {answer.health.sample && <SampleBar />}
      <div className={search.cell === undefined ? 'split' : 'split with-drawer'}>
        <PageMain page={page} answers={answers} context={context} range={hasNumbers ? controls.range : null} />
        {search.cell !== undefined && <OpenDrawer cell={search.cell} page={page} answers={answers} context={context} />}
      </div>
    </PageQueryContext>
  );
}
