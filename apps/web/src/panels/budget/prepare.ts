import type { Day } from '@assay/contract';
import { countOf, otherMember } from '@assay/contract';
import type { PanelReady, SpecOf } from '../../gql/types.ts';
import { monthOf, nameBucket } from '../../number/dates.ts';
import { formatFigure, formatMove } from '../../number/format.ts';
import { numberAt, numberOf } from '../../number/number-model.ts';
import { unitIn } from '../../number/unit.ts';
import type { Address } from '../../state/address.ts';
import { toDay } from '../../state/period.ts';
import { words } from '../../words.ts';
import type { NotReady, PanelState } from '../panel-state.ts';
import { notReady, readyOf, stateOf } from '../panel-state.ts';
import type { Answers } from '../question.ts';
import type { ChartModel } from './chart.ts';
import { chartOf } from './chart.ts';
import type { BudgetFigures } from './figures.ts';
import { figuresOf } from './figures.ts';
import { periodsQuestion, slicesQuestion, totalQuestion, wholeQuestion } from './questions.ts';

type Spec = Pick<SpecOf<'BudgetSpec'>, 'id' | 'metric'>;

export interface BudgetModel {
  readonly unit: string;
  /** The periods in a sentence; null where none has a budget. */
  readonly finding: string | null;
  readonly chart: ChartModel;
  readonly periods: readonly PeriodModel[];
  /** All periods together; null where that answer is not there. */
  readonly whole: BudgetFigures | null;
  readonly slices: SlicesModel | NotReady;
}

export interface PeriodModel extends BudgetFigures {
  readonly title: string;
  /** Beside the first period, and where a year begins; else null. */
  readonly year: string | null;
}

export interface SlicesModel {
  readonly kind: 'ready';
  readonly range: PanelReady['range'];
  readonly rows: readonly SliceModel[];
  readonly total: BudgetFigures | null;
}

export interface SliceModel extends BudgetFigures {
  readonly key: string;
  readonly title: string;
}

export function prepareBudget(spec: Spec, answers: Answers): PanelState<BudgetModel> {
  return stateOf(answers[periodsQuestion], (ready) => modelOf(spec, ready, answers));
}

function modelOf(spec: Spec, ready: PanelReady, answers: Answers): BudgetModel {
  const [series] = ready.series;
  const unit = series ? unitIn(series) : 'money';
  const periods = periodsOf(spec, ready);
  const whole = alone(spec, wholeQuestion, answers);
  return {
    unit,
    finding: sayFinding({ periods, whole, grain: ready.grain, unit }),
    chart: chartOf(periods, unit),
    periods,
    whole,
    slices: slicesOf(spec, answers),
  };
}

const addressIn =
  (spec: Spec, question: string) =>
  (bucket: string | null, by: Address['by']): Address => ({
    panel: spec.id,
    question,
    metric: spec.metric,
    bucket,
    by,
  });

function periodsOf(spec: Spec, ready: PanelReady): readonly PeriodModel[] {
  const [series] = ready.series;
  if (!series) return [];
  const address = addressIn(spec, periodsQuestion);
  return ready.buckets.flatMap(({ start }, index): readonly PeriodModel[] => {
    const number = numberAt(ready, series, index);
    return number ? [{ ...figuresOf(number, address(start, [])), ...titleOf(toDay(start), ready.grain, index) }] : [];
  });
}

function titleOf(start: Day, grain: string, index: number): Pick<PeriodModel, 'title' | 'year'> {
  if (grain !== 'month') return { title: nameBucket(start, grain), year: null };
  const isNew = index === 0 || start.slice(5, 7) === '01';
  return { title: monthOf(start), year: isNew ? start.slice(0, 4) : null };
}

/** The one number of an answer that is not split. */
function alone(spec: Spec, question: string, answers: Answers): BudgetFigures | null {
  const ready = readyOf(answers[question]);
  const [series] = ready?.series ?? [];
  const number = ready && series ? numberOf(ready, series) : null;
  return number && figuresOf(number, addressIn(spec, question)(null, []));
}

function slicesOf(spec: Spec, answers: Answers): SlicesModel | NotReady {
  const answer = answers[slicesQuestion];
  const ready = readyOf(answer);
  if (!ready) return notReady(answer) ?? { kind: 'loading' };
  const rows = ready.series.flatMap((series): readonly SliceModel[] => {
    const number = numberOf(ready, series);
    const [slice] = series.by;
    if (!number) return [];
    const title = slice?.value === null ? words.notAllocated : (slice?.label ?? '');
    const figures = figuresOf(number, addressIn(spec, slicesQuestion)(null, number.by));
    return [{ ...figures, key: slice?.value ?? '', title }];
  });
  const total = alone(spec, totalQuestion, answers);
  return { kind: 'ready', range: ready.range, rows: rows.toSorted((a, b) => rank(a) - rank(b)), total };
}

/** What has no name of its own stands below what has. */
const rank = ({ key }: SliceModel): number => (key === '' ? 2 : key === otherMember ? 1 : 0);

interface Told {
  readonly periods: readonly PeriodModel[];
  readonly whole: BudgetFigures | null;
  readonly grain: string;
  readonly unit: string;
}

/** `Over budget in 7 of 12 months; all together 4,210 USD over, 2.0 %.` */
function sayFinding({ periods, whole, grain, unit }: Told): string | null {
  const planned = periods.filter(({ percent }) => percent !== null);
  if (planned.length === 0) return null;
  const over = planned.filter(({ standing }) => standing === 'over').length;
  const first = `Over budget in ${over === 0 ? 'none' : over} of ${countOf(planned.length, grain)}`;
  if (!whole || whole.percent === null || whole.difference === null) return `${first}.`;
  if (whole.standing === 'even') return `${first}; all together as planned.`;
  const share = formatFigure(Math.abs(whole.percent), 'percent', 1);
  return `${first}; all together ${formatMove(whole.difference, unit, 0)} ${whole.standing}, ${share} %.`;
}
