import type { ReactNode } from 'react';
import type { PanelReady, Series } from '../gql/types.ts';
import { sayLimits } from './prepare/say-limits.ts';
import { sayRestated } from './prepare/say-restated.ts';

interface LimitNotesProps {
  readonly ready: Pick<PanelReady, 'grain' | 'buckets'>;
  readonly series: Pick<Series, 'limits' | 'restated' | 'unit' | 'value' | 'money'>;
  /** What the judged line is called, where it is not alone. */
  readonly line?: string;
}

/** What the dashed lines and marks of a chart say, for readers who cannot see or point at them. */
export function LimitNotes({ ready, series, line }: LimitNotesProps): ReactNode {
  const notes = [...sayLimits(ready, series, line ?? null), ...sayRestated(ready, series)];
  if (notes.length === 0) return null;
  return (
    <p className="key limits">
      {notes.map((note) => (
        <span key={note}>{note}</span>
      ))}
    </p>
  );
}
