import type { ReactNode, RefObject } from 'react';
import { useEffect, useRef } from 'react';
import { CopyButton } from '../controls/copy-button.tsx';
import { useSearchChange } from '../state/links.tsx';
import { words } from '../words.ts';

/** From here on there is room for page and drawer side by side. */
const besideFrom = '(min-width: 1180px)';

/** Left above the tabs in px, so that their focus ring is whole. */
const roomAbove = 8;

interface DrawerFrameProps {
  readonly title: string;
  readonly crumb: string;
  /** A reader who asked for the rows or the query is taken there. */
  readonly toTabs: boolean;
  readonly children: ReactNode;
}

/**
 * The browser's own dialog: beside the page where there is room, over it (and then modal) where there is not. Focus
 * goes to its title when a reader opens it, or to the tab that was asked for, and back to where it was when it closes.
 */
export function DrawerFrame({ title, crumb, toTabs, children }: DrawerFrameProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const change = useSearchChange();
  const close = (): void => change({ cell: undefined, tab: undefined });
  useDialog(dialog, toTabs);
  return (
    <dialog
      ref={dialog}
      className="drawer"
      aria-labelledby="drawer-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <p className="crumb">
        <span>{crumb}</span>
        <span className="end">
          <CopyButton label={words.copyLink} text={() => window.location.href} />
          <button type="button" className="link-quiet" onClick={close}>
            {words.close} <kbd>esc</kbd>
          </button>
        </span>
      </p>
      <h2 id="drawer-title" tabIndex={-1}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}

function useDialog(dialog: RefObject<HTMLDialogElement | null>, toTabs: boolean): void {
  useEffect(() => {
    const element = dialog.current;
    const media = window.matchMedia(besideFrom);
    const opener = document.activeElement;
    const place = (): void => {
      const focused = document.activeElement;
      element?.close();
      if (media.matches) element?.show();
      else element?.showModal();
      focusOn(focused);
    };
    place();
    // A reader who opened the drawer moves into it; a page that loads with it open keeps its focus and its place.
    const byReader = opener !== document.body;
    const tab = byReader && toTabs ? element?.querySelector<HTMLElement>('.seg [aria-selected="true"]') : null;
    if (tab) {
      tab.focus({ preventScroll: true });
      element?.scrollBy(0, tab.getBoundingClientRect().top - element.getBoundingClientRect().top - roomAbove);
    } else if (byReader || !media.matches) element?.querySelector('h2')?.focus();
    media.addEventListener('change', place);
    return () => {
      media.removeEventListener('change', place);
      element?.close();
      if (opener?.isConnected) focusOn(opener);
    };
    // Which tab is asked for matters when the drawer opens; later it is the reader who chooses.
  }, [dialog]);
}

/** Puts the focus where it was; opening a dialog moves it to the first thing inside. */
function focusOn(target: Element | null): void {
  if (target instanceof HTMLElement && target !== document.body) target.focus();
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
