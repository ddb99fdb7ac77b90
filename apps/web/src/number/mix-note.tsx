import type { ReactNode } from 'react';
import type { Change } from '../gql/types.ts';
import { formatDifference } from './format.ts';

interface MixNoteProps {
  readonly changes: readonly (Change | null)[];
  readonly unit: string;
  /** What the rows are split by, as in `workflows`. */
  readonly split: string;
}

/** Whether a change of all comes from the slices themselves or from how much of each there is. */
export function MixNote({ changes, unit, split }: MixNoteProps): ReactNode {
  const whole = changes.map((change) => change?.contribution?.whole).find((found) => found !== undefined);
  if (!whole) return null;
  return (
    <p className="key">
      <span>
        All together {formatDifference(whole.difference, unit)}: {formatDifference(whole.mixEffect, unit)} because the
        mix by {split} changed, {formatDifference(whole.rateEffect, unit)} because rates within it changed.
      </span>
    </p>
  );
}
