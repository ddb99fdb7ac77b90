import type { ReactNode } from 'react';
import { Dropdown } from '../controls/dropdown.tsx';
import { words } from '../words.ts';
import type { FilterControls } from './filter-context.ts';
import { titleOf } from '../panels/dimensions.ts';
import { MemberList } from './member-list.tsx';

interface FilterMenuProps {
  readonly controls: FilterControls;
  readonly dimension: string;
  readonly hotkey?: string;
}

/** One dimension's values, any of which may be chosen. */
export function FilterMenu({ controls, dimension, ...rest }: FilterMenuProps): ReactNode {
  const title = titleOf(controls.dimensions, dimension);
  const values = controls.state.where.find((filter) => filter.dimension === dimension)?.values ?? [];
  const label = (
    <>
      <span className="dim">{title}</span> {sayValues(values)}
    </>
  );
  return (
    <Dropdown label={label} {...rest}>
      {() => (
        <MemberList
          dimension={dimension}
          title={title}
          values={values}
          onChange={(next) => controls.setFilter(dimension, next)}
        />
      )}
    </Dropdown>
  );
}

/** `all`, `Code`, `Code and 2 more`. */
function sayValues(values: readonly (string | null)[]): string {
  if (values.length === 0) return words.all;
  const first = values[0] ?? words.notKnown;
  return values.length === 1 ? first : `${first} and ${values.length - 1} more`;
}
