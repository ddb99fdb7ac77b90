import type { ReactNode } from 'react';
import { lazy, Suspense } from 'react';
import type { Found } from '../drawer/find-number.ts';
import { findNumber } from '../drawer/find-number.ts';
import type { Page } from '../gql/types.ts';
import type { PageContext } from '../panels/panel-kind.ts';
import { definitionOf } from '../panels/panel-kind.ts';
import { Boundary } from '../panels/boundary.tsx';
import { panelKinds } from '../panels/registry.tsx';
import type { Address } from '../state/address.ts';
import { readAddress } from '../state/address.ts';
import { SearchLink } from '../state/links.tsx';
import { words } from '../words.ts';
import { dimensionsOf, titleOf } from '../panels/dimensions.ts';
import type { PageAnswers } from './use-answers.ts';

const Drawer = lazy(() => import('../drawer/drawer.tsx'));

interface OpenDrawerProps {
  readonly cell: string;
  readonly page: Page;
  readonly answers: PageAnswers;
  readonly context: PageContext;
}

/** The drawer on what the address bar names: a number, unless the panel it is on says otherwise. */
export function OpenDrawer({ cell, page, answers, context }: OpenDrawerProps): ReactNode {
  const address = readAddress(cell);
  if (!address) return null;
  const spec = page.panels.find(({ id }) => id === address.panel);
  const drawBehind = spec ? panelKinds[spec.__typename].drawBehind : null;
  return (
    <Boundary drawnFrom={cell} broken={() => <DrawerBroken />}>
      <Suspense fallback={<DrawerPlace />}>
        {spec && drawBehind ? (
          drawBehind({ spec, address, context })
        ) : (
          <NumberDrawer
            address={address}
            title={spec?.title ?? page.title}
            filters={page.filters}
            answers={answers}
            context={context}
          />
        )}
      </Suspense>
    </Boundary>
  );
}

interface NumberDrawerProps extends Pick<OpenDrawerProps, 'answers' | 'context'> {
  readonly address: Address;
  /** Of the panel. */
  readonly title: string;
  readonly filters: readonly string[];
}

function NumberDrawer({ address, title, filters, answers, context }: NumberDrawerProps): ReactNode {
  if (answers.query.startedAt !== null && answers.query.answeredAt === null) return <DrawerPlace />;
  const found = findNumber(address, { questions: answers.query.questions, byPanel: answers.byPanel });
  const definition = address.metric === null ? null : definitionOf(context.catalogue, address.metric);
  return (
    <Drawer
      key={definition ? 'number' : 'query'}
      address={address}
      found={found}
      definition={definition}
      context={context}
      filters={filters}
      crumb={crumbOf(found, title, context)}
      tab={context.search.tab}
    />
  );
}

/** Keeps the drawer's place until it comes. */
function DrawerPlace(): ReactNode {
  return (
    <div className="drawer-place">
      <div className="skeleton" style={{ height: 480 }} />
    </div>
  );
}

/** The drawer's code may not have come: a server that has been updated since, or is gone. The page stays. */
function DrawerBroken(): ReactNode {
  return (
    <div className="drawer-place broken" role="alert">
      <p className="err">What is behind this could not be shown.</p>
      <p className="acts">
        <button type="button" className="btn" onClick={() => window.location.reload()}>
          Load the page again
        </button>
        <SearchLink change={{ cell: undefined, tab: undefined }}>{words.close}</SearchLink>
      </p>
    </div>
  );
}

/** `KPIs › workflow Code`: the panel, then what narrows the number down. */
function crumbOf(found: Found | null, panel: string, { catalogue }: PageContext): string {
  const dimensions = dimensionsOf(catalogue);
  const say = (dimension: string, values: readonly (string | null)[]): string =>
    `${titleOf(dimensions, dimension).toLowerCase()} ${values.map((value) => value ?? words.notKnown).join(' or ')}`;
  const filters = found?.input.where.map(({ dimension, values }) => say(dimension, values)) ?? [];
  const slices =
    found?.number?.by.map(({ dimension, label, value }) => say(dimension, [value === null ? null : label])) ?? [];
  return [panel, ...slices, ...filters].join(' › ');
}
