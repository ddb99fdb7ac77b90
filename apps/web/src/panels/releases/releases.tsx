import type { ReactNode } from 'react';
import { LazyTrendChart, trendChartHeight } from '../../charts/lazy-trend-chart.tsx';
import { formatDay } from '../../number/dates.ts';
import { columnDigits, formatCount, formatFigure, formatValue } from '../../number/format.ts';
import { writtenOf } from '../../number/number-model.ts';
import { whyNot } from '../../number/why-not.ts';
import { CellLink } from '../../state/links.tsx';
import { toDay } from '../../state/period.ts';
import { lowerFirst, shortTitles } from '../../words.ts';
import { NumbersPanel } from '../numbers-panel.tsx';
import type { PanelProps } from '../panel-kind.ts';
import { definitionOf } from '../panel-kind.ts';
import type { ReleaseModel, ReleasesModel } from './prepare.ts';
import { prepareReleases } from './prepare.ts';
import { wholeQuestion } from './questions.ts';

/** Lower than a chart that stands alone: they are compared with each other. */
const plot = 132;

/** A metric and its parts around each release, side by side on one scale. */
export function Releases({ spec, answers, context }: PanelProps<'ReleasesSpec'>): ReactNode {
  const definition = definitionOf(context.catalogue, spec.metric);
  const dimension = definition?.dimensions.find(({ id }) => id === spec.by)?.title ?? spec.by;
  return (
    <NumbersPanel spec={spec} state={prepareReleases(spec, answers)} height={trendChartHeight} question={wholeQuestion}>
      {(model) =>
        model.releases.length === 0 ? (
          <p className="key none-begun">No {lowerFirst(dimension)} began within this history.</p>
        ) : (
          <>
            <LineKey lines={model.lines} />
            <div className="multiples releases">
              {model.releases.map((release) => (
                <Release
                  key={release.key}
                  release={release}
                  model={model}
                  parts={spec.parts}
                  title={definition?.title ?? spec.metric}
                />
              ))}
            </div>
          </>
        )
      }
    </NumbersPanel>
  );
}

/** Which line is which, said once for all charts. */
function LineKey({ lines }: Pick<ReleasesModel, 'lines'>): ReactNode {
  if (lines.length === 0) return null;
  return (
    <p className="key line-key">
      {lines.map((name, index) => (
        <span key={name}>
          <svg width="24" height="8" aria-hidden="true">
            <line className={`k${index + 1}`} x1="0" x2="24" y1="4" y2="4" />
          </svg>
          {name}
        </span>
      ))}
    </p>
  );
}

interface ReleaseProps {
  readonly release: ReleaseModel;
  readonly model: ReleasesModel;
  readonly parts: readonly string[];
  /** Of the metric. */
  readonly title: string;
}

function Release({ release, model, parts, title }: ReleaseProps): ReactNode {
  const { around, day, address } = release;
  const starts = [{ day, title: 'release' }];
  return (
    <div className="multiple">
      <div className="multiple-head">
        <CellLink address={address} data-stop="">
          {release.title}
        </CellLink>{' '}
        <small>from {formatDay(toDay(day))}</small>
      </div>
      <SayRelease release={release} parts={parts} />
      <LazyTrendChart
        input={{ ...around, parts, title: `${title} around ${release.title}`, most: model.most, starts }}
        endLabels={false}
        plot={plot}
      />
    </div>
  );
}

/** `7.5 %: full 2.7, partial 4.9` and how many rows that rests on. */
function SayRelease({ release: { number }, parts }: Pick<ReleaseProps, 'release' | 'parts'>): ReactNode {
  if (!number) return null;
  const why = whyNot(number);
  const { value } = writtenOf(number);
  if (why !== null || value === null) return <p className="release-says">{why}</p>;
  const digits = columnDigits(number.lower, number.upper, number.unit);
  const own = parts.flatMap((id) => number.parts.filter((part) => part.id === id));
  const names = shortTitles(own.map(({ title }) => title));
  const said = own.map((part, index) => {
    const figure = writtenOf(part).value;
    return figure === null ? '' : `${names[index] ?? part.title} ${formatFigure(figure, number.unit, digits)}`;
  });
  const list = said.filter(Boolean).join(', ');
  return (
    <p className="release-says">
      {formatValue(value, number.unit, digits)}
      {list !== '' && `: ${list}`}
      <span>n {formatCount(number.n)}</span>
    </p>
  );
}
