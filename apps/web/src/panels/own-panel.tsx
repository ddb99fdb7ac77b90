import type { ReactNode } from 'react';
import type { PanelSpec } from '../gql/types.ts';
import type { Pages } from '../gql/use-pages.ts';
import { PageQueryContext } from './page-query.ts';
import { PanelFrame } from './panel-frame.tsx';
import type { PanelState } from './panel-state.ts';

interface OwnPanelProps<Page, Model> {
  readonly spec: Pick<PanelSpec, 'id' | 'title' | 'note'>;
  /** What the panel asked: a field of the API that is no number of the page. */
  readonly list: Pages<Page>;
  /** What its pages are drawn as, once the first is there. */
  readonly stateOf: (pages: readonly [Page, ...Page[]]) => PanelState<Model>;
  readonly height: number;
  /** Without a head of its own: the page's only panel. */
  readonly plain?: boolean;
  readonly children: (model: Model) => ReactNode;
}

/** A panel that asks for what it shows by itself: it waits, fails and is asked again alone. */
export function OwnPanel<Page, Model>(props: OwnPanelProps<Page, Model>): ReactNode {
  const { spec, list, stateOf, height, plain = false, children } = props;
  const { startedAt, cancel, more } = list;
  const query = { questions: [], startedAt, answeredAt: null, cancel, retry: more };
  return (
    <PageQueryContext value={query}>
      <PanelFrame
        id={spec.id}
        title={spec.title}
        note={spec.note}
        plain={plain}
        state={stateOfList(list, stateOf)}
        height={height}
      >
        {children}
      </PanelFrame>
    </PageQueryContext>
  );
}

/** Waiting and failed as for every panel; a later page that fails leaves the earlier ones standing. */
export function stateOfList<Page, Model>(
  { pages, failure }: Pick<Pages<Page>, 'pages' | 'failure'>,
  stateOf: OwnPanelProps<Page, Model>['stateOf'],
): PanelState<Model> {
  const [first, ...rest] = pages;
  if (first !== undefined) return stateOf([first, ...rest]);
  if (failure === null) return { kind: 'loading' };
  return { kind: 'failed', message: failure.message, hint: failure.hint, queryId: null };
}
