import type { ReactNode } from 'react';
import type { MetricDefinition } from '../gql/types.ts';
import { formatDay } from '../number/dates.ts';
import { formatTarget } from '../number/format.ts';
import { toDay } from '../state/period.ts';
import { intervalWords, ownerWords } from '../words.ts';

const goodWords: Readonly<Record<string, string>> = {
  up: 'higher is better',
  down: 'lower is better',
  band: 'good within a band',
  none: 'neither way is better',
};

/** What the metric is, from its one definition. */
export function DefinitionTab({ definition }: { readonly definition: MetricDefinition }): ReactNode {
  return (
    <dl className="facts definition">
      {factsOf(definition).map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function factsOf(definition: MetricDefinition): readonly (readonly [name: string, text: ReactNode])[] {
  const { what, formula, interval, minimum, owner, good, serves, id, dimensions } = definition;
  return [
    ['What', what],
    ['Formula', formula],
    ['Left out', <LeftOut key="left" rules={definition.leftOut.map(({ rule }) => rule)} />],
    ['Interval', interval === null ? 'None: everything is counted' : (intervalWords[interval] ?? interval)],
    ['Minimum', minimum],
    ['Good', goodWords[good] ?? good],
    ['Target', sayTarget(definition)],
    ['Owner', ownerWords[owner] ?? owner],
    ['Split by', dimensions.map(({ title }) => title.toLowerCase()).join(', ')],
    ...(serves.length > 0 ? [['Serves', serves.join(', ')] as const] : []),
    ['Id', <code key="id">{id}</code>],
  ];
}

function LeftOut({ rules }: { readonly rules: readonly string[] }): ReactNode {
  if (rules.length === 0) return 'nothing';
  return (
    <ul>
      {rules.map((rule) => (
        <li key={rule}>{rule}</li>
      ))}
    </ul>
  );
}

function sayTarget({ target, unit }: MetricDefinition): string {
  if (!target) return 'depends on the slice, or none';
  const since = formatDay(toDay(target.validFrom));
  return `${formatTarget(target, unit)}, in force since ${since}${target.proposed ? ', a proposal' : ''}`;
}
