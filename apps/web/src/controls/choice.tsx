import type { ReactNode } from 'react';
import { Dropdown } from './dropdown.tsx';
import type { Option } from './option-list.tsx';
import { OptionList } from './option-list.tsx';

interface ChoiceProps<Value extends string> {
  /** What is chosen: `against`, `by`. */
  readonly name: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
  readonly className?: string;
  readonly align?: 'start' | 'end';
}

/** One of a few, from a list that drops down. */
export function Choice<Value extends string>(props: ChoiceProps<Value>): ReactNode {
  const { name, options, value, onChoose, ...look } = props;
  const chosen = options.find((option) => option.value === value);
  const label = (
    <>
      <span className="dim">{name}</span> {chosen?.label ?? value}
    </>
  );
  return (
    <Dropdown label={label} {...look}>
      {(close) => (
        <OptionList
          label={name}
          options={options}
          value={value}
          onChoose={(next) => {
            close();
            onChoose(next);
          }}
        />
      )}
    </Dropdown>
  );
}
