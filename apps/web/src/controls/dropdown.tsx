import type { ReactNode, RefObject, ToggleEvent } from 'react';
import { useId, useLayoutEffect, useRef, useState } from 'react';

interface DropdownProps {
  /** What the button says; it names what drops down, too. */
  readonly label: ReactNode;
  readonly className?: string;
  readonly align?: 'start' | 'end';
  readonly hotkey?: string;
  /** Drawn while open only; `close` is for choices that end it. */
  readonly children: (close: () => void) => ReactNode;
}

/**
 * A button with something that drops down: the browser's own popover, which closes on Escape and outside clicks, gives
 * the focus back, and stands above everything without a line of script.
 */
export function Dropdown(props: DropdownProps): ReactNode {
  const { label, className = 'btn caret', align = 'start', hotkey, children } = props;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState(false);
  usePlace({ button, panel, align, opened });
  return (
    <>
      <button
        ref={button}
        type="button"
        id={`${id}-button`}
        className={className}
        data-hotkey={hotkey}
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={opened}
      >
        {label}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-labelledby={`${id}-button`}
        className="pop"
        onToggle={(event: ToggleEvent) => event.target === panel.current && setOpened(event.newState === 'open')}
      >
        {opened && children(() => panel.current?.hidePopover())}
      </div>
    </>
  );
}

interface Place {
  readonly button: RefObject<HTMLElement | null>;
  readonly panel: RefObject<HTMLElement | null>;
  readonly align: 'start' | 'end';
  readonly opened: boolean;
}

const gap = 4;
const edge = 8;

/** Puts the open panel under its button, inside the window, and the focus on what is chosen in it. */
function usePlace({ button, panel, align, opened }: Place): void {
  useLayoutEffect(() => {
    const element = panel.current;
    if (!opened || !element || !button.current) return undefined;
    const target = button.current.getBoundingClientRect();
    const place = (): void => {
      const left = align === 'start' ? target.left : target.right - element.offsetWidth;
      const most = document.documentElement.clientWidth - element.offsetWidth - edge;
      element.style.left = `${Math.max(edge, Math.min(left, most)) + window.scrollX}px`;
      element.style.top = `${target.bottom + gap + window.scrollY}px`;
    };
    place();
    element.querySelector<HTMLElement>('[aria-pressed="true"], button, input')?.focus({ preventScroll: true });
    const observer = new ResizeObserver(place);
    observer.observe(element);
    return () => observer.disconnect();
  }, [button, panel, align, opened]);
}
