import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';

interface DropdownProps {
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
  /** What the button says. */
  readonly label: ReactNode;
  /** Names the dropdown for people who do not see the button beside it. */
  readonly title: string;
  readonly className?: string;
  readonly align?: 'start' | 'end';
  readonly hotkey?: string;
  readonly children: ReactNode;
}

/** A button with something that drops down: focus goes in, stays in, and comes back. */
export function Dropdown(props: DropdownProps): ReactNode {
  const { opened, onChange, label, title, className = 'btn caret', align = 'start', hotkey, children } = props;
  return (
    <Popover
      opened={opened}
      onChange={onChange}
      position={`bottom-${align}`}
      offset={4}
      trapFocus
      returnFocus
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: 'pop' }}
    >
      <Popover.Target>
        <button type="button" className={className} data-hotkey={hotkey} onClick={() => onChange(!opened)}>
          {label}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={title}>{children}</Popover.Dropdown>
    </Popover>
  );
}
