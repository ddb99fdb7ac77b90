import type { ReactNode } from 'react';
import type { IntervalBarModel } from './interval-scale.ts';

interface IntervalBarProps {
  readonly model: IntervalBarModel;
  readonly label: string;
}

/** The value as a mark inside its interval, over the good side of its target; of a count as a plain bar. */
export function IntervalBar({ model, label }: IntervalBarProps): ReactNode {
  const { width, zone, ticks, interval, fill, point } = model;
  return (
    <svg className="interval-bar" width={width} height="20" role="img" aria-label={label}>
      {zone && <rect className="m-zone" x={zone.from} y="3" width={Math.max(0, zone.to - zone.from)} height="14" />}
      <path className="m-axis" d={`M0 10H${width}`} />
      {ticks.map((tick) => (
        <path key={tick} className="m-target" d={`M${tick} 1V19`} />
      ))}
      {interval && (
        <rect className="m-ci" x={interval.from} y="7" width={Math.max(1, interval.to - interval.from)} height="6" />
      )}
      {fill ? (
        <rect className="m-ci" x={fill.from} y="6" width={Math.max(1, fill.to - fill.from)} height="8" />
      ) : (
        <rect className="m-pt" x={point - 1.25} y="4" width="2.5" height="12" />
      )}
    </svg>
  );
}
