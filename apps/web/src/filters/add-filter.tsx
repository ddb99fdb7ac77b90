import type { ReactNode } from 'react';
import { useState } from 'react';
import { Dropdown } from '../controls/dropdown.tsx';
import { OptionList } from '../controls/option-list.tsx';
import type { FilterControls } from './filter-context.ts';
import { titleOf } from './filter-context.ts';
import { MemberList } from './member-list.tsx';

/** First the dimension, then its values. */
export function AddFilter({ controls }: { readonly controls: FilterControls }): ReactNode {
  const [opened, setOpened] = useState(false);
  const [dimension, setDimension] = useState<string | null>(null);
  const { page, state, dimensions } = controls;
  const options = dimensions
    .filter(({ id }) => !page.filters.includes(id))
    .map(({ id, title }) => ({ value: id, label: title }));
  if (options.length === 0) return null;
  const toggle = (next: boolean): void => {
    setOpened(next);
    setDimension(null);
  };
  const title = dimension === null ? '' : titleOf(dimensions, dimension);
  return (
    <Dropdown
      opened={opened}
      onChange={toggle}
      className="btn quiet"
      title="Add filter"
      hotkey="filter"
      label="Add filter"
    >
      {dimension === null ? (
        <OptionList label="Dimensions" options={options} value={null} onChoose={setDimension} />
      ) : (
        <>
          <p className="pop-title">{title}</p>
          <MemberList
            dimension={dimension}
            title={title}
            values={state.where.find((filter) => filter.dimension === dimension)?.values ?? []}
            onChange={(values) => controls.setFilter(dimension, values)}
          />
        </>
      )}
    </Dropdown>
  );
}
