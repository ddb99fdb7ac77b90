import type { ReactNode } from 'react';

interface BreakMarkProps {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** Cuts a line in two, inside an SVG: what lies on both sides is not alike. */
export function BreakMark({ x, top, bottom }: BreakMarkProps): ReactNode {
  return (
    <g>
      <rect className="m-cut" x={x - 3} y={top} width="6" height={bottom - top} />
      <path className="m-break" d={`M${x - 1.5} ${top}V${bottom}M${x + 1.5} ${top}V${bottom}`} />
    </g>
  );
}
