import type { ReactNode } from 'react';
import { upperFirst } from '../words.ts';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface OptionListProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChoose: (value: Value) => void;
}

/** Buttons, one of them pressed. */
export function OptionList<Value extends string>({
  label,
  options,
  value,
  onChoose,
}: OptionListProps<Value>): ReactNode {
  return (
    <ul className="options" aria-label={label}>
      {options.map((option) => (
        <li key={option.value}>
          <button type="button" aria-pressed={option.value === value} onClick={() => onChoose(option.value)}>
            {upperFirst(option.label)}
          </button>
        </li>
      ))}
    </ul>
  );
}
