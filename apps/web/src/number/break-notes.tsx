import type { ReactNode } from 'react';
import type { PanelReady, Series } from '../gql/types.ts';
import { toDay } from '../state/period.ts';
import { words } from '../words.ts';
import { breaksOf } from './break-marks.ts';
import { formatDay } from './dates.ts';

interface BreakNotesProps {
  readonly ready: Pick<PanelReady, 'breaks'>;
  /** Whose breaks are said; absent for those of all slices, each with its own. */
  readonly series?: Pick<Series, 'by'>;
  /** What a value of a slice is called. */
  readonly labelOf?: (value: string | null) => string;
}

const sayValue = (value: string | null): string => value ?? words.notKnown;

/** What the cuts of a chart or of sparklines are, for readers who cannot see or point at them. */
export function BreakNotes({ ready, series, labelOf = sayValue }: BreakNotesProps): ReactNode {
  const marks = series ? breaksOf(ready, series) : ready.breaks;
  if (marks.length === 0) return null;
  return (
    <p className="key breaks">
      {marks.map(({ day, title, by }) => {
        const slices = series ? [] : by.map(({ value }) => labelOf(value));
        const name = [title, ...slices, formatDay(toDay(day))].join(', ');
        return (
          <span key={name}>
            {name}: {words.notComparable}
          </span>
        );
      })}
    </p>
  );
}
