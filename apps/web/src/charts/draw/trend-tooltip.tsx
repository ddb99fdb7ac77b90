import type { ReactNode } from 'react';
import type { TrendPoint } from '../prepare/trend-model.ts';

interface TooltipProps {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: TrendPoint }[];
}

/** One period's numbers, as the model says them. */
export function TrendTooltip({ active, payload }: TooltipProps): ReactNode {
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  return (
    <div className="tip">
      <b>{point.title}</b>
      <dl>
        {point.says.map(({ id, title, text }) => (
          <div key={id}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
