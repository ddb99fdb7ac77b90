import type { ReactNode } from 'react';
import { useState } from 'react';
import { Dropdown } from '../controls/dropdown.tsx';
import { OptionList } from '../controls/option-list.tsx';
import type { FilterControls } from './filter-context.ts';
import { titleOf } from '../panels/dimensions.ts';
import { MemberList } from './member-list.tsx';

/** First the dimension, then its values. */
export function AddFilter({ controls }: { readonly controls: FilterControls }): ReactNode {
  const offered = controls.dimensions.filter(({ id }) => !controls.page.filters.includes(id));
  if (offered.length === 0) return null;
  return (
    <Dropdown className="btn quiet" label="Add filter">
      {() => <Steps controls={controls} offered={offered} />}
    </Dropdown>
  );
}

interface StepsProps {
  readonly controls: FilterControls;
  readonly offered: FilterControls['dimensions'];
}

function Steps({ controls, offered }: StepsProps): ReactNode {
  const [dimension, setDimension] = useState<string | null>(null);
  if (dimension === null) {
    const options = offered.map(({ id, title }) => ({ value: id, label: title }));
    return <OptionList label="Dimensions" options={options} value={null} onChoose={setDimension} />;
  }
  const title = titleOf(controls.dimensions, dimension);
  return (
    <>
      <p className="pop-title">{title}</p>
      <MemberList
        dimension={dimension}
        title={title}
        values={controls.state.where.find((filter) => filter.dimension === dimension)?.values ?? []}
        onChange={(values) => controls.setFilter(dimension, values)}
      />
    </>
  );
}
