import type { ReactNode } from 'react';
import { words } from '../words.ts';
import type { FilterControls } from './filter-context.ts';
import { titleOf } from '../panels/dimensions.ts';

function Cross(): ReactNode {
  return (
    <svg width="8" height="8" aria-hidden="true">
      <path d="M1 1l6 6M7 1L1 7" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}

/** Filters that have no button of their own, each with a way out. */
export function FilterChips({ controls }: { readonly controls: FilterControls }): ReactNode {
  return controls.state.where
    .filter(({ dimension }) => !controls.page.filters.includes(dimension))
    .map(({ dimension, values }) => {
      const text = `${titleOf(controls.dimensions, dimension)} is ${values.map((value) => value ?? words.notKnown).join(' or ')}`;
      return (
        <span className="chip" key={dimension}>
          {text}
          <button type="button" aria-label={`Remove filter: ${text}`} onClick={() => controls.setFilter(dimension, [])}>
            <Cross />
          </button>
        </span>
      );
    });
}
