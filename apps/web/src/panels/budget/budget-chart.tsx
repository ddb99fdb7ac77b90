import type { ReactNode } from 'react';
import { useId } from 'react';
import { Hatch } from '../../charts/hatch.tsx';
import type { BarModel, ChartModel } from './chart.ts';

interface BudgetChartProps {
  readonly model: ChartModel;
  /** Says what is drawn; the figures stand in the table below. */
  readonly label: string;
}

/** The places of a period's bar and mark in its column, as shares of the column. */
const bar = { from: 0.3, width: 0.4 };
const mark = { from: 0.16, to: 0.84 };

/** One drawing over the columns of the table below it: each period stands above its own figures. */
export function BudgetChart({ model, label }: BudgetChartProps): ReactNode {
  const hatch = useId();
  const { bars, ticks, differenceTicks, height } = model;
  return (
    <div className="budget-chart">
      <Hatch id={hatch} />
      <svg width="100%" height={height} role="img" aria-label={label}>
        {[...ticks, ...differenceTicks].map(({ at, label: text }) => (
          <g key={`${at} ${text}`}>
            <line className="m-grid" x1="0" x2="100%" y1={at} y2={at} />
            <text x="-12" y={at + 4} textAnchor="end">
              {text}
            </text>
          </g>
        ))}
        {bars.map((each, index) => (
          <PeriodBar key={index} bar={each} index={index} count={bars.length} hatch={hatch} />
        ))}
      </svg>
    </div>
  );
}

interface PeriodBarProps {
  readonly bar: BarModel;
  readonly index: number;
  readonly count: number;
  readonly hatch: string;
}

function PeriodBar({ bar: { actual, budget, difference, isPartial }, index, count, hatch }: PeriodBarProps): ReactNode {
  const at = (place: number): string => `${(((index + place) / count) * 100).toFixed(3)}%`;
  const wide = { x: at(bar.from), width: `${((bar.width / count) * 100).toFixed(3)}%` };
  return (
    <g>
      {actual && (
        <rect
          className={isPartial ? 'm-partial' : 'm-ci'}
          {...wide}
          y={actual.top}
          height={actual.height}
          {...(isPartial ? { fill: `url(#${hatch})` } : {})}
        />
      )}
      {budget !== null && <line className="m-budget" x1={at(mark.from)} x2={at(mark.to)} y1={budget} y2={budget} />}
      {difference && (
        <rect
          className={`m-difference ${difference.standing}`}
          {...wide}
          y={difference.top}
          height={difference.height}
        />
      )}
    </g>
  );
}
