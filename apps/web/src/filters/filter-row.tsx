import type { ReactNode } from 'react';
import { useState } from 'react';
import { Choice } from '../controls/choice.tsx';
import { AddFilter } from './add-filter.tsx';
import { compareOptions } from './compare-options.ts';
import { CopyLink } from './copy-link.tsx';
import { ExportMenu } from './export-menu.tsx';
import { FilterChips } from './filter-chips.tsx';
import type { FilterControls } from './filter-context.ts';
import { FilterMenu } from './filter-menu.tsx';
import { RangeMenu } from './range-menu.tsx';

/** Which rows the page looks at; all of it lives in the address bar. On a phone the filters fold away behind a button. */
export function FilterRow({ controls }: { readonly controls: FilterControls }): ReactNode {
  const [unfolded, setUnfolded] = useState(false);
  const compare = compareOptions(controls);
  const active = controls.state.where.length;
  return (
    <section className={unfolded ? 'filters unfolded' : 'filters'} aria-label="Filters">
      <RangeMenu controls={controls} />
      <Choice name="against" options={compare.options} value={compare.value} onChoose={controls.setCompare} />
      <button
        type="button"
        className="btn caret on-phone"
        data-hotkey="filter"
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
      >
        Filters{active > 0 && ` (${active})`}
      </button>
      <FilterControlsRow controls={controls} />
    </section>
  );
}

function FilterControlsRow({ controls }: { readonly controls: FilterControls }): ReactNode {
  return (
    <div className="more">
      {controls.page.filters.map((dimension, index) => (
        <FilterMenu
          key={dimension}
          controls={controls}
          dimension={dimension}
          {...(index === 0 ? { hotkey: 'filter' } : {})}
        />
      ))}
      <FilterChips controls={controls} />
      <AddFilter controls={controls} />
      <span className="end">
        <CopyLink controls={controls} />
        <ExportMenu controls={controls} />
      </span>
    </div>
  );
}
