import type { CSSProperties, ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { formatRange } from '../../number/dates.ts';
import { briefDigits } from '../../number/format.ts';
import { dayRange } from '../../state/period.ts';
import { lowerFirst } from '../../words.ts';
import { NotReadyBody } from '../not-ready-body.tsx';
import { PanelActions } from '../panel-actions.tsx';
import { NumbersPanel } from '../numbers-panel.tsx';
import type { PanelProps } from '../panel-kind.ts';
import { definitionOf } from '../panel-kind.ts';
import { BudgetChart } from './budget-chart.tsx';
import { PeriodTable } from './period-table.tsx';
import type { BudgetModel } from './prepare.ts';
import { prepareBudget } from './prepare.ts';
import { periodsQuestion, slicesQuestion } from './questions.ts';
import { SliceTable } from './slice-table.tsx';

/** Of the chart and the two tables, as they usually are. */
const usualHeight = 720;

/** How many columns there are, for the style that makes them wide enough. */
const numberOf = (periods: BudgetModel['periods']): CSSProperties =>
  ({ '--periods': periods.length }) as Record<string, number>;

/** Spend against budget: by period as bars over their table, and by slice in the range of the page. */
export function Budget({ spec, answers, context }: PanelProps<'BudgetSpec'>): ReactNode {
  return (
    <NumbersPanel spec={spec} state={prepareBudget(spec, answers)} height={usualHeight} question={periodsQuestion}>
      {(model) => (
        <>
          <Periods title={spec.title} model={model} open={context.search.cell ?? null} />
          <Slices spec={spec} model={model} context={context} />
        </>
      )}
    </NumbersPanel>
  );
}

interface PeriodsProps {
  readonly title: string;
  readonly model: BudgetModel;
  readonly open: string | null;
}

function Periods({ title, model, open }: PeriodsProps): ReactNode {
  const { periods, unit, finding } = model;
  const amounts = periods.flatMap(({ actual, budget }) => [Number(actual ?? 0), Number(budget ?? 0)]);
  const scroller = useNewestInSight();
  const digits = briefDigits({ value: Math.max(0, ...amounts), lower: null, upper: null, unit });
  return (
    <>
      {finding !== null && <p className="finding">{finding}</p>}
      <p className="key budget-key" aria-hidden="true">
        <span className="spent">actual</span>
        <span className="planned">budget</span>
        <span className="beyond">over budget</span>
        <span className="below">under</span>
      </p>
      <div ref={scroller} className="scroller" role="region" aria-label={`${title} by period, table`} tabIndex={0}>
        <div className="budget" style={numberOf(periods)}>
          <BudgetChart model={model.chart} label={`${title}: bars of what the table below says. ${finding ?? ''}`} />
          <PeriodTable title={title} model={model} digits={digits} open={open} />
        </div>
      </div>
    </>
  );
}

/** Where not all periods fit, the last of them are seen first. */
function useNewestInSight() {
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (scroller.current) scroller.current.scrollLeft = scroller.current.scrollWidth;
  }, []);
  return scroller;
}

interface SlicesProps extends Pick<PanelProps<'BudgetSpec'>, 'spec' | 'context'> {
  readonly model: BudgetModel;
}

function Slices({ spec, model: { slices, unit }, context }: SlicesProps): ReactNode {
  const definition = definitionOf(context.catalogue, spec.metric);
  const dimension = definition?.dimensions.find(({ id }) => id === spec.by)?.title ?? spec.by;
  const range = slices.kind === 'ready' ? `, ${formatRange(dayRange(slices.range))}` : '';
  const title = `${spec.title} by ${lowerFirst(dimension)}${range}`;
  return (
    <>
      <header className="sub">
        <h3>{title}</h3>
        <span className="end">
          <PanelActions panel={spec.id} question={slicesQuestion} />
        </span>
      </header>
      {slices.kind === 'ready' ? (
        <div className="scroller" role="region" aria-label={`${title}, table`} tabIndex={0}>
          <SliceTable
            caption={`${title}: actual, budget and difference`}
            dimension={dimension}
            model={slices}
            unit={unit}
            open={context.search.cell ?? null}
          />
        </div>
      ) : (
        <NotReadyBody state={slices} height={0} />
      )}
    </>
  );
}
