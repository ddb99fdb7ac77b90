import type { ReactNode } from 'react';
import type { PanelReady, Series } from '../gql/types.ts';
import { toDay } from '../state/period.ts';
import { words } from '../words.ts';
import { breaksOf } from './break-marks.ts';
import { formatDay } from './dates.ts';

interface BreakNotesProps {
  readonly ready: Pick<PanelReady, 'breaks'>;
  readonly series: Pick<Series, 'by'>;
}

/** What the cuts of a chart or of sparklines are, for readers who cannot see or point at them. */
export function BreakNotes({ ready, series }: BreakNotesProps): ReactNode {
  const marks = breaksOf(ready, series);
  if (marks.length === 0) return null;
  return (
    <p className="key breaks">
      {marks.map(({ day, title }) => (
        <span key={`${day} ${title}`}>
          {title}, {formatDay(toDay(day))}: {words.notComparable}
        </span>
      ))}
    </p>
  );
}
