import type { ReactNode } from 'react';
import { Choice } from '../controls/choice.tsx';
import { AddFilter } from './add-filter.tsx';
import { compareOptions } from './compare-options.ts';
import { CopyLink } from './copy-link.tsx';
import { ExportMenu } from './export-menu.tsx';
import { FilterChips } from './filter-chips.tsx';
import type { FilterControls } from './filter-context.ts';
import { FilterMenu } from './filter-menu.tsx';
import { RangeMenu } from './range-menu.tsx';

/** Which rows the page looks at. All of it lives in the address bar. */
export function FilterRow({ controls }: { readonly controls: FilterControls }): ReactNode {
  const compare = compareOptions(controls);
  return (
    <section className="filters" aria-label="Filters">
      <RangeMenu controls={controls} />
      <Choice name="against" options={compare.options} value={compare.value} onChoose={controls.setCompare} />
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
    </section>
  );
}
