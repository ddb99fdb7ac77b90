import type { ReactNode } from 'react';
import { nameRange } from '../../number/dates.ts';
import { exactDigits, formatFigure } from '../../number/format.ts';
import { columnTitle } from '../../number/unit.ts';
import { SearchLink } from '../../state/links.tsx';
import { dayRange } from '../../state/period.ts';
import { upperFirst } from '../../words.ts';
import type { BreakdownModel } from './prepare.ts';
import type { Sort, SortColumn } from './sort.ts';
import { nextSort } from './sort.ts';

interface HeadProps {
  readonly panel: string;
  readonly sort: Sort | null;
  readonly model: BreakdownModel;
  /** Of the first column: what the rows are. */
  readonly title: string;
  /** Title of the metric. */
  readonly metric: string;
  readonly historyTitle: string;
}

/** Column heads; those that sort are links, so that the order is part of the address. */
export function BreakdownHead({ panel, sort, model, title, metric, historyTitle }: HeadProps): ReactNode {
  const { isShare, addsUp } = model.scale.unit;
  const change = model.compareRange ? `Change on ${nameRange(dayRange(model.compareRange))}` : 'Change';
  const head = (column: SortColumn, text: string, className: string): ReactNode => (
    <SortHead panel={panel} sort={sort} column={column} className={className}>
      {text}
    </SortHead>
  );
  return (
    <thead role="rowgroup">
      <tr role="row">
        {head('title', title, 'name')}
        {head('n', 'n', 'num k')}
        {isShare && head('counted', 'Counted', 'num x')}
        {head('rate', columnTitle(metric, model.unit), 'num val')}
        <th role="columnheader" scope="col" className="bar">
          {model.hasBars && <ScaleHead model={model} />}
        </th>
        {model.parts.map(({ id, title: part }) => (
          <PartHead key={id} title={columnTitle(upperFirst(part), model.unit)} />
        ))}
        {addsUp && head('share', 'Share, %', 'num shr')}
        {head('change', change, 'chg')}
        <th role="columnheader" scope="col" className="spk">
          {historyTitle}
        </th>
      </tr>
    </thead>
  );
}

/** Over a figure and its bar. */
function PartHead({ title }: { readonly title: string }): ReactNode {
  return (
    <>
      <th role="columnheader" scope="col" className="num part">
        {title}
      </th>
      <td role="cell" className="part-bar" />
    </>
  );
}

interface SortHeadProps {
  readonly panel: string;
  readonly sort: Sort | null;
  readonly column: SortColumn;
  readonly className: string;
  readonly children: ReactNode;
}

/** A column head that sorts. */
export function SortHead({ panel, sort, column, className, children }: SortHeadProps): ReactNode {
  const active = sort?.column === column;
  const order = active ? (sort.falling ? 'descending' : 'ascending') : undefined;
  return (
    <th role="columnheader" scope="col" className={className} aria-sort={order}>
      <SearchLink className="sort" change={{ sort: nextSort(sort, column, panel) }} data-on={order}>
        {children}
      </SearchLink>
    </th>
  );
}

/** The ends of the scale that all bars of the column share. */
export function ScaleHead({
  model: { unit, scale },
}: {
  readonly model: Pick<BreakdownModel, 'unit' | 'scale'>;
}): ReactNode {
  const end = (value: number): string => formatFigure(value, unit, exactDigits(value, unit));
  return (
    <span className="scale-head">
      <span>{end(scale.domain.from)}</span>
      {scale.beside !== null && <span>{scale.beside}</span>}
      <span>{end(scale.domain.to)}</span>
    </span>
  );
}
