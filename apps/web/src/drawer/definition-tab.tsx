import type { ReactNode } from 'react';
import type { MetricDefinition } from '../gql/types.ts';
import { formatDay } from '../number/dates.ts';
import { formatTarget } from '../number/format.ts';
import { toDay } from '../state/period.ts';
import { goodWords, intervalWords, kpiWords, ownerWords } from '../words.ts';

interface DefinitionTabProps {
  readonly definition: MetricDefinition;
  readonly catalogue: readonly MetricDefinition[];
  /** What is agreed, where more is known than the target of the metric as a whole. */
  readonly target?: ReactNode;
}

/** What the metric is, from its one definition. */
export function DefinitionTab({
  definition,
  catalogue,
  target = sayTarget(definition),
}: DefinitionTabProps): ReactNode {
  const beside = catalogue.filter(({ id }) => definition.companions.some((companion) => companion === id));
  return (
    <dl className="facts definition">
      {factsOf(definition, { target, beside }).map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

type Fact = readonly [name: string, text: ReactNode];

interface Said {
  readonly target: ReactNode;
  readonly beside: readonly MetricDefinition[];
}

function factsOf(definition: MetricDefinition, { target, beside }: Said): readonly Fact[] {
  const { what, formula, interval, minimum, owner, good, serves, id, dimensions, parts, factRows, fact } = definition;
  return [
    ['What', what],
    ['Formula', formula],
    ['Left out', <LeftOut key="left" definition={definition} />],
    ['Interval', interval === null ? 'None: everything is counted' : (intervalWords[interval] ?? interval)],
    ['Minimum', minimum],
    ['Good', goodWords[good] ?? good],
    ['Target', target],
    ['Owner', ownerWords[owner] ?? owner],
    ...(parts.length > 0 ? [['Parts', parts.map(({ title }) => title.toLowerCase()).join(', ')] as const] : []),
    ...(beside.length > 0 ? [['Read beside', beside.map(({ title }) => title.toLowerCase()).join(', ')] as const] : []),
    ['Split by', dimensions.map(({ title }) => title.toLowerCase()).join(', ')],
    ['Counts', `${factRows}, ${fact}`],
    ...(serves.length > 0 ? [['KPI lists', serves.map(kpiWords).join(', ')] as const] : []),
    ['Id', <code key="id">{id}</code>],
  ];
}

function LeftOut({ definition: { leftOut } }: Pick<DefinitionTabProps, 'definition'>): ReactNode {
  if (leftOut.length === 0) return 'nothing';
  return (
    <ul>
      {leftOut.map(({ code, rule }) => (
        <li key={rule}>
          {rule} <span className="dim nowrap">{code}</span>
        </li>
      ))}
    </ul>
  );
}

function sayTarget({ target, unit }: MetricDefinition): string {
  if (!target) return 'depends on the slice, or none';
  const since = formatDay(toDay(target.validFrom));
  return `${formatTarget(target, unit)}, in force since ${since}${target.proposed ? ', a proposal' : ''}`;
}
