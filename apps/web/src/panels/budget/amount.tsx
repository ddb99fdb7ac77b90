import type { ReactNode } from 'react';
import type { Quantity } from '../../number/format.ts';
import { formatFigure, formatSigned, none } from '../../number/format.ts';
import { words } from '../../words.ts';
import type { BudgetFigures } from './figures.ts';

interface AmountProps {
  readonly value: Quantity | null;
  readonly unit: string;
  readonly digits: number;
  /** What to say where there is no amount. */
  readonly missing?: string;
}

export function Amount({ value, unit, digits, missing = words.noValue }: AmountProps): ReactNode {
  if (value !== null) return formatFigure(value, unit, digits);
  return (
    <span className="dim">
      <span aria-hidden="true">{none}</span>
      <span className="vh">{missing}</span>
    </span>
  );
}

interface ApartProps {
  readonly figures: Pick<BudgetFigures, 'standing'>;
  readonly value: Quantity | null;
  readonly unit: string;
  readonly digits: number;
}

/** How far from the budget: over it with an arrow, a sign and a colour; under it with its sign alone. */
export function Apart({ figures: { standing }, value, unit, digits }: ApartProps): ReactNode {
  if (value === null) return <Amount value={null} unit={unit} digits={digits} missing={words.noBudget} />;
  const isOver = standing === 'over';
  return (
    <span className={isOver ? 'apart over up' : 'apart'}>
      {formatSigned(value, unit, digits)}
      {isOver && <span className="vh"> over budget</span>}
    </span>
  );
}
