import type { DayRange } from '@assay/contract';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import type { Page } from '../gql/types.ts';
import { nameRange } from '../number/dates.ts';
import { asksNumbers } from '../panels/ask.ts';
import type { PageContext } from '../panels/panel-kind.ts';
import { Boundary } from '../panels/boundary.tsx';
import { HealthNotes } from '../panels/health-notes.tsx';
import { NotReadyBody } from '../panels/not-ready-body.tsx';
import { PanelBoundary } from '../panels/panel-boundary.tsx';
import { readyOf } from '../panels/panel-state.ts';
import type { AnyPanelProps } from '../panels/registry.tsx';
import { panelKinds } from '../panels/registry.tsx';
import { useRememberedHeight } from '../panels/remembered-height.ts';
import { dayRange } from '../state/period.ts';
import { words } from '../words.ts';
import { emptyPage } from './empty-page.ts';
import { tellNews, withPlaces } from './news.ts';
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
  const empty = emptyPage(panels);
  // New elements once the first numbers come: what was a skeleton does not move, it is replaced.
  const stage = answers.query.answeredAt === null ? 'awaited' : 'answered';
  return (
    <main id="main" ref={main} tabIndex={-1} aria-busy={answers.query.startedAt !== null}>
      <h1 className="vh">{title}</h1>
      <Boundary key={stage} drawnFrom={answers.byPanel} broken={() => null}>
        <PageNews panels={panels} />
      </Boundary>
      {empty ? (
        <NotReadyBody state={empty} height={0} />
      ) : (
        <Panels panels={panels} stage={stage} drawnFrom={answers.byPanel} />
      )}
      <HealthNotes panels={panels} />
    </main>
  );
}

interface PanelsProps {
  readonly panels: readonly AnyPanelProps[];
  readonly stage: string;
  readonly drawnFrom: unknown;
}

/** A panel that asks for itself is no part of the page's stages. */
function Panels({ panels, stage, drawnFrom }: PanelsProps): ReactNode {
  return panels.map((panel) => (
    <PanelBoundary
      key={asksNumbers(panel.spec) ? `${panel.spec.id} ${stage}` : panel.spec.id}
      title={panel.spec.title}
      drawnFrom={drawnFrom}
    >
      {panelKinds[panel.spec.__typename].draw(panel)}
    </PanelBoundary>
  ));
}

/**
 * Told by the first panel that has a sentence of its own, else by the first that has news, of the days its numbers are
 * of; those may not be the address's yet. Its place is kept while it is awaited.
 */
function PageNews({ panels }: { readonly panels: readonly AnyPanelProps[] }): ReactNode {
  const known = panels
    .map((panel) => ({ answers: Object.values(panel.answers), facts: panelKinds[panel.spec.__typename].facts(panel) }))
    .filter(({ facts }) => facts !== null);
  const told = known.find(({ facts }) => facts?.told) ?? known[0];
  const places = panels.flatMap((panel) => panelKinds[panel.spec.__typename].places(panel));
  const now = told?.answers.map((answer) => readyOf(answer)).find((ready) => ready?.grain === 'none');
  const { place, height } = useRememberedHeight<HTMLDivElement>('news', Boolean(now));
  if (!told?.facts) return null;
  const kept = height === null ? {} : { height };
  return (
    <div ref={place}>
      {told.answers.length === 0 && <p className="news waiting" style={kept} aria-hidden="true" />}
      {now && <NewsLine news={withPlaces(tellNews(told.facts, dayRange(now.range)), places)} />}
    </div>
  );
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
