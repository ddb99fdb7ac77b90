import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useSearchChange } from '../state/links.tsx';
import { words } from '../words.ts';

/** From here on there is room for page and drawer side by side. */
const besideFrom = '(min-width: 1180px)';

interface DrawerFrameProps {
  readonly title: string;
  readonly crumb: string;
  /** A reader who asked for the rows or the query is taken there. */
  readonly toTabs: boolean;
  readonly children: ReactNode;
}

/**
 * The browser's own dialog: beside the page where there is room, over it (and then modal) where there is not. Focus
 * goes to its title when a reader opens it, and back to where it was when it closes.
 */
export function DrawerFrame({ title, crumb, toTabs, children }: DrawerFrameProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const change = useSearchChange();
  const close = (): void => change({ cell: undefined, tab: undefined });
  useDialog(dialog);
  useEffect(() => {
    const tabs = toTabs ? dialog.current?.querySelector<HTMLElement>('.seg') : null;
    if (tabs && dialog.current) dialog.current.scrollTop = tabs.offsetTop - dialog.current.offsetTop;
  }, [toTabs]);
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
          <CopyButton />
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

function useDialog(dialog: React.RefObject<HTMLDialogElement | null>): void {
  useEffect(() => {
    const element = dialog.current;
    const media = window.matchMedia(besideFrom);
    const opener = document.activeElement;
    const open = (): void => {
      element?.close();
      if (media.matches) element?.show();
      else element?.showModal();
    };
    open();
    // A reader who opened the drawer moves into it; a page that loads with it open keeps its focus.
    if (opener !== document.body || !media.matches) element?.querySelector('h2')?.focus();
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    media.addEventListener('change', open);
    return () => {
      media.removeEventListener('change', open);
      element?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [dialog]);
}

function CopyButton(): ReactNode {
  const [copied, setCopied] = useState(false);
  const copy = (): void => void navigator.clipboard.writeText(window.location.href).then(() => setCopied(true));
  return (
    <button type="button" className="link" onClick={copy}>
      <span aria-live="polite">{copied ? words.copied : words.copyLink}</span>
    </button>
  );
}
