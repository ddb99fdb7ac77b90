import type { ReactElement, ReactNode } from 'react';
import { useId } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { BreakMark } from '../../number/break-mark.tsx';
import { Hatch } from '../hatch.tsx';
import type { EndLabel, TrendLine, TrendModel, TrendPoint } from '../prepare/trend-model.ts';
import { plotHeight } from '../prepare/trend-model.ts';
import { TrendTooltip } from './trend-tooltip.tsx';

interface TrendChartProps {
  readonly model: TrendModel;
  /** False where a single line needs no name. */
  readonly endLabels: boolean;
  /** Of the plot between its axes, in px. */
  readonly plot?: number;
  readonly onChoose?: (index: number) => void;
}

const top = 12;
/** Kept at the right of a chart without labels. */
const bareEdge = 24;
const axisHeight = 24;

/** Draws what prepareTrend decided. */
export default function TrendChart({ model, endLabels, plot = plotHeight, onChoose }: TrendChartProps): ReactNode {
  const hatch = useId();
  const isJudged = model.points.some(({ usual }) => usual !== null);
  const hasMoved = model.points.some(({ was }) => was !== null);
  const choose = (state: { activeTooltipIndex?: unknown }): void => {
    const point = model.points[Number(state.activeTooltipIndex)];
    if (point) onChoose?.(point.index);
  };
  return (
    <div className="chart">
      <Hatch id={hatch} />
      <ResponsiveContainer width="100%" height={top + plot + axisHeight}>
        <ComposedChart
          data={[...model.points]}
          margin={{ top, right: endLabels ? model.labelWidth : bareEdge, bottom: 0, left: 0 }}
          title={model.summary}
          onClick={choose}
          accessibilityLayer
        >
          <CartesianGrid vertical={false} className="m-grid" />
          <XAxis {...axis} dataKey="at" {...scaleOf(model.x)} height={axisHeight} axisLine={{ className: 'm-axis' }} />
          <YAxis {...axis} width="auto" {...scaleOf(model.y)} axisLine={false} />
          {model.running && drawRunning(model.running, hatch)}
          {model.targets.map((target) => drawTarget(target, endLabels))}
          {model.lines.map(drawBand)}
          {isJudged && limitSides.map(drawLimit)}
          {model.lines.map(drawLine)}
          {hasMoved && drawWas()}
          {model.starts.map(drawStart)}
          {model.levels.map(drawLevel)}
          {model.breaks.map(drawBreak)}
          {endLabels && model.lines.map((line) => drawEnd(line, model.x.to))}
          <Tooltip content={<TrendTooltip />} isAnimationActive={false} cursor={{ className: 'm-cursor' }} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

const axis = { type: 'number', tickLine: false, interval: 0 } as const;

function scaleOf({ from, to, ticks }: TrendModel['x']) {
  return {
    domain: [from, to],
    ticks: ticks.map(({ at }) => at),
    tickFormatter: (at: number) => ticks.find((tick) => tick.at === at)?.label ?? '',
  };
}

function drawRunning({ from, to, label }: NonNullable<TrendModel['running']>, hatch: string): ReactNode {
  const text = { value: label, position: 'insideTopRight', className: 't-2' } as const;
  return <ReferenceArea x1={from} x2={to} fill={`url(#${hatch})`} fillOpacity={1} label={text} />;
}

interface Boxed {
  readonly viewBox?: unknown;
}

function drawTarget({ at, label }: TrendModel['targets'][number], named: boolean): ReactNode {
  const text = ({ viewBox }: Boxed): ReactElement => <EndText box={viewBox} label={label} className="t-target" />;
  return <ReferenceLine key={at} y={at} className="m-target-line" {...(named ? { label: text } : {})} />;
}

function drawBand({ id, tone }: TrendLine): ReactNode {
  return (
    <Area
      key={`${id}-band`}
      dataKey={(point: TrendPoint) => point.bands[id]}
      className={`s${tone}-band`}
      stroke="none"
      activeDot={false}
      isAnimationActive={false}
      tooltipType="none"
      legendType="none"
    />
  );
}

function drawLine({ id, tone, dash, strong }: TrendLine): ReactNode {
  return (
    <Line
      key={id}
      dataKey={(point: TrendPoint) => point.values[id]}
      className={`s${tone}-line`}
      strokeDasharray={dash}
      strokeWidth={strong ? 1.75 : 1.5}
      type="linear"
      dot={(props: DotProps) => drawMark(props, id, tone)}
      activeDot={{ r: 3, className: `s${tone}-dot` }}
      isAnimationActive={false}
      connectNulls={false}
    />
  );
}

const limitSides = [0, 1] as const;

/** One side of the range in which the first line usually runs. */
function drawLimit(side: 0 | 1): ReactNode {
  return (
    <Line
      key={`limit-${side}`}
      dataKey={(point: TrendPoint) => point.usual?.[side] ?? null}
      className="m-limit"
      strokeDasharray="4 3"
      strokeWidth={1}
      type="step"
      dot={false}
      activeDot={false}
      isAnimationActive={false}
      connectNulls={false}
      tooltipType="none"
      legendType="none"
    />
  );
}

/** Where the first line once was: a cross at each period that moved after its last word. */
function drawWas(): ReactNode {
  return (
    <Line
      key="was"
      dataKey={(point: TrendPoint) => point.was}
      stroke="none"
      dot={({ key, cx, cy }: DotProps) => <Cross key={key} x={cx} y={cy} />}
      activeDot={false}
      isAnimationActive={false}
      tooltipType="none"
      legendType="none"
    />
  );
}

function Cross({ x, y }: { readonly x: number | undefined; readonly y: number | undefined }): ReactNode {
  if (x === undefined || y === undefined) return null;
  return <path className="m-was" d={`M${x - 3},${y - 3}l6,6m0,-6l-6,6`} />;
}

interface DotProps {
  readonly key?: React.Key | null | undefined;
  readonly cx?: number | undefined;
  readonly cy?: number | undefined;
  readonly payload?: TrendPoint;
}

function drawMark({ key, cx, cy, payload }: DotProps, id: string, tone: number): ReactNode {
  const mark = payload?.marks[id];
  if (!mark || cx === undefined || cy === undefined) return <g key={key} />;
  if (mark === 'outside')
    return <rect key={key} className="m-outside" x={cx - 3.5} y={cy - 3.5} width={7} height={7} />;
  if (mark === 'ring') return <circle key={key} className="m-ring" cx={cx} cy={cy} r={3.5} />;
  return <circle key={key} className={`s${tone}-dot`} cx={cx} cy={cy} r={2.5} />;
}

function drawEnd({ id, tone, strong, end }: TrendLine, at: number): ReactNode {
  if (!end) return null;
  const className = `s${tone}-text${strong ? ' t-b' : ''}`;
  const text = ({ viewBox }: Boxed): ReactElement => <EndText box={viewBox} label={end.label} className={className} />;
  return <ReferenceDot key={`${id}-end`} x={at} y={end.value} r={0} label={text} />;
}

function drawBreak({ at, label, isLate }: TrendModel['breaks'][number]): ReactNode {
  const mark = ({ viewBox }: Boxed): ReactElement => <Break box={viewBox} label={label} isLate={isLate} />;
  return <ReferenceLine key={`${at} ${label}`} x={at} strokeOpacity={0} label={mark} />;
}

function drawStart({ at, label, isLate }: TrendModel['starts'][number]): ReactNode {
  const text = { value: label, position: isLate ? 'insideTopRight' : 'insideTopLeft', className: 't-2' } as const;
  return <ReferenceLine key={`${at} ${label}`} x={at} className="m-start" label={text} />;
}

function drawLevel({ at, label, isLate }: TrendModel['levels'][number]): ReactNode {
  const mark = ({ viewBox }: Boxed): ReactElement => <LevelTick box={viewBox} label={label} isLate={isLate} />;
  return <ReferenceLine key={`${at} ${label}`} x={at} strokeOpacity={0} label={mark} />;
}

interface BreakProps {
  readonly box: unknown;
  readonly label: string;
  readonly isLate: boolean;
}

/** The cut across the plot, and what began there. */
function Break({ box, label, isLate }: BreakProps): ReactNode {
  const place = box as { x?: number; y?: number; height?: number } | undefined;
  if (place?.x === undefined || place.y === undefined) return null;
  return (
    <g>
      <BreakMark x={place.x} top={place.y} bottom={place.y + (place.height ?? 0)} />
      <text className="t-2" x={place.x + (isLate ? -8 : 8)} y={place.y + 10} textAnchor={isLate ? 'end' : 'start'}>
        {label}
      </text>
    </g>
  );
}

const tickHeight = 14;

/** A tick at the foot of the plot where a new level begins, and which way it went. */
function LevelTick({ box, label, isLate }: BreakProps): ReactNode {
  const place = box as { x?: number; y?: number; height?: number } | undefined;
  if (place?.x === undefined || place.y === undefined) return null;
  const foot = place.y + (place.height ?? 0);
  return (
    <g>
      <line className="m-level" x1={place.x} x2={place.x} y1={foot - tickHeight} y2={foot} />
      <text className="t-2" x={place.x + (isLate ? -5 : 5)} y={foot - 4} textAnchor={isLate ? 'end' : 'start'}>
        {label}
      </text>
    </g>
  );
}

interface EndTextProps {
  /** Where the chart says the marked thing stands: a point, or a line across. */
  readonly box: unknown;
  readonly label: EndLabel;
  readonly className: string;
}

function EndText({ box, label, className }: EndTextProps): ReactNode {
  const place = box as { x?: number; y?: number; width?: number } | undefined;
  if (place?.x === undefined || place.y === undefined) return null;
  return (
    <text className={className} x={place.x + (place.width ?? 0) + 10} y={place.y + label.shift + 4}>
      {label.text}
    </text>
  );
}
