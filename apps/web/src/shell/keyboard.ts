import { useEffect } from 'react';

const storageKey = 'assay.keys';

/** Single-key shortcuts can be switched off: some people talk to their computer, some type by mistake. */
export function areKeysOn(): boolean {
  return localStorage.getItem(storageKey) !== 'off';
}

export function setKeysOn(on: boolean): void {
  if (on) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, 'off');
}

export interface KeyActions {
  readonly closeDrawer: () => void;
  readonly showHelp: () => void;
}

/** What each key does; the help dialog lists the same. */
export const keyHelp: readonly (readonly [key: string, says: string])[] = [
  ['/', 'filter or search'],
  ['t', 'time range'],
  ['j', 'next number or panel'],
  ['k', 'previous number or panel'],
  ['Enter', 'open what is behind the number'],
  ['Esc', 'close'],
  ['?', 'this help'],
];

function press(hotkey: string): void {
  const controls = [...document.querySelectorAll<HTMLElement>(`[data-hotkey="${hotkey}"]`)];
  const control = controls.find((candidate) => candidate.offsetParent !== null);
  control?.focus();
  control?.click();
}

/** Moves the focus to the next or previous stop of the page: row titles and panel heads. */
function step(by: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>('main [data-stop]')].filter(
    (stop) => stop.offsetParent !== null,
  );
  const current = stops.findIndex(
    (stop) => stop === document.activeElement || stop.closest('tr')?.contains(document.activeElement),
  );
  const next = stops[current < 0 ? (by > 0 ? 0 : stops.length - 1) : current + by];
  next?.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable="true"]');
}

/** Listens for the page's keys. */
export function useKeys({ closeDrawer, showHelp }: KeyActions): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const busy = document.querySelector('.pop:popover-open, dialog.help[open]') !== null;
      if (event.key === 'Escape') {
        if (!busy) closeDrawer();
        return;
      }
      if (busy || isTyping(event.target) || !areKeysOn()) return;
      const act = actions[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    const actions: Readonly<Record<string, (() => void) | undefined>> = {
      '/': () => press('filter'),
      t: () => press('range'),
      j: () => step(1),
      k: () => step(-1),
      '?': showHelp,
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}
