import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';

const storageKey = 'assay.heights';

/** By page and part: how high it was when it was last drawn, and in how wide a place. */
type Heights = Readonly<Record<string, readonly [width: number, height: number]>>;

function readHeights(): Heights {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Heights;
  } catch {
    return {};
  }
}

/**
 * How high a part of the page was last time, in px, so that its place is kept while it is awaited; null the first time,
 * and where the place is not as wide as then. How many rows come is known only when they are there.
 */
export function useRememberedHeight<Element extends HTMLElement>(
  name: string,
  isDrawn: boolean,
): { readonly place: RefObject<Element | null>; readonly height: number | null } {
  const place = useRef<Element>(null);
  const key = `${window.location.pathname} ${name}`;
  const [[width, height]] = useState(() => readHeights()[key] ?? [0, 0]);
  useEffect(() => {
    const element = place.current;
    if (!isDrawn || !element) return undefined;
    const observer = new ResizeObserver(() => {
      // Whole pixels would add up to a shift on a long page.
      const box = [window.innerWidth, element.getBoundingClientRect().height] as const;
      localStorage.setItem(storageKey, JSON.stringify({ ...readHeights(), [key]: box }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [key, isDrawn]);
  return { place, height: width === window.innerWidth ? height : null };
}
