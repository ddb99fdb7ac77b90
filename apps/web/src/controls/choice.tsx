import type { ReactNode } from 'react';
import { useState } from 'react';
import { Dropdown } from './dropdown.tsx';
import { OptionList } from './option-list.tsx';
import type { Option } from './option-list.tsx';

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
  const { name, options, value, onChoose, className, align } = props;
  const [opened, setOpened] = useState(false);
  const chosen = options.find((option) => option.value === value);
  return (
    <Dropdown
      opened={opened}
      onChange={setOpened}
      title={name}
      label={
        <>
          <span className="dim">{name}</span> {chosen?.label ?? value}
        </>
      }
      {...(className ? { className } : {})}
      {...(align ? { align } : {})}
    >
      <OptionList
        label={name}
        options={options}
        value={value}
        onChoose={(next) => {
          setOpened(false);
          onChoose(next);
        }}
      />
    </Dropdown>
  );
}
