import type { ReactNode } from 'react';

/** The pattern of an unfinished period. */
export function Hatch({ id }: { readonly id: string }): ReactNode {
  return (
    <svg width="0" height="0" aria-hidden="true" className="defs">
      <defs>
        <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V6" className="m-hatch-line" />
        </pattern>
      </defs>
    </svg>
  );
}
