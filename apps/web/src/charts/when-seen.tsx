import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';

interface WhenSeenProps {
  readonly height: number;
  /** Given the width there is, in px, as it was when it came into view. */
  readonly children: (width: number) => ReactNode;
}

/** Mounts what is dear once it comes near the screen, or when the page is about to be printed. */
export function WhenSeen({ height, children }: WhenSeenProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(0);
  useEffect(() => {
    if (seen > 0 || !place.current) return undefined;
    const show = (): void => setSeen(place.current?.clientWidth ?? 1);
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && show(),
      {
        rootMargin: '200px',
      },
    );
    observer.observe(place.current);
    window.addEventListener('beforeprint', show);
    return () => {
      observer.disconnect();
      window.removeEventListener('beforeprint', show);
    };
  }, [seen]);
  return (
    <div ref={place} style={{ minHeight: height }}>
      {seen > 0 && children(seen)}
    </div>
  );
}
