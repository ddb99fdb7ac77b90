import type { ReactNode } from 'react';
import { BreakMark } from './break-mark.tsx';
import type { SparkModel } from './spark-model.ts';

interface SparklineProps {
  readonly model: SparkModel;
  /** Colours the last point where the number truly changed. */
  readonly verdict: 'better' | 'worse' | null;
  readonly label: string;
}

/** A history in a table row: band, line, last point (open while provisional). */
export function Sparkline({ model, verdict, label }: SparklineProps): ReactNode {
  const tone = verdict === 'better' ? ' good' : verdict === 'worse' ? ' bad' : '';
  return (
    <svg className="sparkline" width={model.width} height={model.height} role="img" aria-label={label}>
      {model.bands.map((band) => (
        <path key={band} className="m-band" d={band} />
      ))}
      <path className="m-line" d={model.line} />
      {model.breaks.map((x) => (
        <BreakMark key={x} x={x} top={0} bottom={model.height} />
      ))}
      {model.last && (
        <circle
          className={`m-dot${model.last.provisional ? ' open' : ''}${tone}`}
          cx={model.last.x}
          cy={model.last.y}
          r={verdict ? 3 : 2.25}
        />
      )}
    </svg>
  );
}
