import type { DayRange } from '@assay/contract';
import type { ReactNode } from 'react';
import { Fragment, useEffect, useRef } from 'react';
import type { Page } from '../gql/types.ts';
import { nameRange } from '../number/dates.ts';
import type { PageContext } from '../panels/panel-kind.ts';
import { PanelBoundary } from '../panels/panel-boundary.tsx';
import { readyOf } from '../panels/panel-state.ts';
import type { AnyPanelProps } from '../panels/registry.tsx';
import { panelKinds } from '../panels/registry.tsx';
import { words } from '../words.ts';
import { tellNews } from './news.ts';
import { NewsLine } from './news-line.tsx';
import type { PageAnswers } from './use-answers.ts';

interface PageMainProps {
  readonly page: Page;
  readonly answers: PageAnswers;
  readonly context: PageContext;
  readonly range: DayRange | null;
}

/** The news, then the panels. */
export function PageMain({ page, answers, context, range }: PageMainProps): ReactNode {
  const title = range ? `${page.title}, ${nameRange(range)}` : page.title;
  const main = useArrival(page);
  const panels = page.panels.map((spec) => ({ spec, answers: answers.byPanel[spec.id] ?? {}, context }));
  return (
    <main id="main" ref={main} tabIndex={-1} aria-busy={answers.query.startedAt !== null}>
      <h1 className="vh">{title}</h1>
      {/* New elements once the first numbers come: what was a skeleton does not move, it is replaced. */}
      <Fragment key={answers.query.answeredAt === null ? 'awaited' : 'answered'}>
        <PageNews panels={panels} range={range} />
        {panels.map((panel) => (
          <PanelBoundary key={panel.spec.id} title={panel.spec.title}>
            {panelKinds[panel.spec.__typename].draw(panel)}
          </PanelBoundary>
        ))}
      </Fragment>
    </main>
  );
}

/** Told by the first panel that has news; its place is kept while it is awaited. */
function PageNews({
  panels,
  range,
}: {
  readonly panels: readonly AnyPanelProps[];
  readonly range: DayRange | null;
}): ReactNode {
  const told = panels
    .map((panel) => ({ panel, facts: panelKinds[panel.spec.__typename].facts(panel) }))
    .find(({ facts }) => facts !== null);
  if (!told?.facts || !range) return null;
  const answers = Object.values(told.panel.answers);
  if (answers.length === 0) return <p className="news waiting" aria-hidden="true" />;
  if (!answers.some((answer) => readyOf(answer))) return null;
  return <NewsLine news={tellNews(told.facts, range)} />;
}

let arrivals = 0;

/** Names the tab; on a page reached by a link, moves the focus to its content, as a full load would. */
function useArrival(page: Page): React.RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${page.title} · ${words.product}`;
    arrivals += 1;
    if (arrivals > 1) main.current?.focus({ preventScroll: true });
  }, [page.title]);
  return main;
}
