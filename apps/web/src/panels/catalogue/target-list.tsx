import type { ReactNode } from 'react';
import type { MetricTarget } from '../../gql/types.ts';
import { formatDay } from '../../number/dates.ts';
import { formatTarget } from '../../number/format.ts';
import { toDay } from '../../state/period.ts';
import { sliceOf } from './prepare.ts';

interface TargetListProps {
  readonly targets: readonly MetricTarget[];
  readonly unit: string;
  /** Also since when each is in force. */
  readonly dated?: boolean;
}

/** What is agreed today, a line a slice. */
export function TargetList({ targets, unit, dated = false }: TargetListProps): ReactNode {
  if (targets.length === 0) return <span className="dim">none agreed</span>;
  return (
    <ul className="targets">
      {targets.map(({ where, each, target }) => (
        <li key={JSON.stringify([where, target])}>
          {formatTarget(target, unit)}
          <span className="dim small">
            {[
              sliceOf({ where }),
              each === null ? '' : `each ${each.replaceAll('_', ' ')} by itself`,
              dated ? `since ${formatDay(toDay(target.validFrom))}` : '',
              target.proposed ? 'proposed' : '',
            ]
              .filter(Boolean)
              .join(', ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
