import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useSearchChange } from '../../state/links.tsx';

export interface Find {
  readonly text: string;
  readonly set: (text: string) => void;
  readonly box: React.RefObject<HTMLInputElement | null>;
}

/** What is searched for. The address bar holds it, without a step of Back for every letter. */
export function useFind(inAddress: string): Find {
  const [text, setText] = useState(inAddress);
  const box = useRef<HTMLInputElement>(null);
  const change = useSearchChange();
  useEffect(() => {
    // While the reader types, the address follows the box; else the box follows the address.
    if (document.activeElement !== box.current) setText(inAddress);
  }, [inAddress]);
  const set = (next: string): void => {
    setText(next);
    change({ find: next.trim() === '' ? undefined : next }, { replace: true });
  };
  return { text, set, box };
}

const mostLetters = 100;

/** Esc empties it before it closes anything else. */
export function SearchBox({ find, label }: { readonly find: Find; readonly label: string }): ReactNode {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || find.text === '') return;
    event.preventDefault();
    find.set('');
  };
  return (
    <label className="find">
      <span className="vh">{label}</span>
      <input
        ref={find.box}
        type="search"
        className="search"
        placeholder={label}
        data-hotkey="filter"
        maxLength={mostLetters}
        value={find.text}
        onChange={(event) => find.set(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
    </label>
  );
}
