import type { DayRange } from '@assay/contract';
import { countOf } from '@assay/contract';
import { inRange } from '../number/dates.ts';
import { briefDigits, formatInterval, formatMove, formatValue } from '../number/format.ts';
import type { NumberModel } from '../number/number-model.ts';
import { isTrueChange, writtenChangeOf, writtenOf } from '../number/number-model.ts';
import { sayOut } from '../panels/heatmap/facts.ts';
import type { Fact, Facts, News } from '../panels/panel-kind.ts';
import { lowerFirst, upperFirst } from '../words.ts';

const most = 4;

/** What truly changed, told from the numbers themselves; says so when nothing did, was compared, or is known. */
export function tellNews({ noun, facts, whole, told: own }: Facts, range: DayRange): News {
  if (own) return own;
  const when = inRange(range);
  const compared = facts.filter(({ number }) => number.change !== null && number.change.difference !== null);
  const changed = byWeight(compared.filter(({ number }) => isTrueChange(number.change)));
  const first = whole && isTrueChange(whole.number.change) ? [whole] : [];
  const told = [...first, ...changed].slice(0, most);
  if (facts.length === 0) return { lead: `No ${noun[1]} have a number ${when}.`, phrases: [] };
  if (compared.length === 0)
    return {
      lead: `${countOf(facts.length, ...noun)} ${when}, compared with nothing.`,
      phrases: stand(whole ? [whole] : facts),
    };
  const count = changed.length === 0 ? noneOf(compared.length, noun) : someOf(changed.length, compared.length, noun);
  return {
    lead: `${count} truly changed ${when}.`,
    phrases: told.length > 0 ? listed(told, move) : stand(whole ? [whole] : compared),
  };
}

/** Two that stand out are news; more are for the panels that show them. */
const mostPlaces = 2;

/** The news of a page with what stands out on it. */
export function withPlaces({ lead, phrases }: News, places: readonly Fact[]): News {
  const told = places.slice(0, mostPlaces).map((fact, index) => {
    const text = sayOut(fact);
    return { text: phrases.length + index === 0 ? text : lowerFirst(text), address: fact.address };
  });
  return { lead, phrases: [...phrases, ...told] };
}

type Noun = Facts['noun'];

function noneOf(count: number, noun: Noun): string {
  if (count === 1) return 'Nothing';
  return count === 2 ? `Neither of 2 ${noun[1]}` : `None of ${count} ${noun[1]}`;
}

function someOf(changed: number, count: number, noun: Noun): string {
  return count === 1 ? `The one ${noun[0]} compared` : `${changed} of ${countOf(count, ...noun)}`;
}

/** Worse before better, then the larger move first. */
function byWeight(facts: readonly Fact[]): readonly Fact[] {
  const rank = ({ change }: NumberModel): number =>
    change?.verdict === 'worse' ? 0 : change?.verdict === 'changed' ? 1 : 2;
  const size = ({ change }: NumberModel): number => Math.abs(change?.difference ?? 0);
  return facts.toSorted((a, b) => rank(a.number) - rank(b.number) || size(b.number) - size(a.number));
}

function move({ subject, number }: Fact): string {
  const { change, unit } = number;
  const { value } = writtenOf(number);
  const difference = change?.difference ?? 0;
  const written = (change && writtenChangeOf(change).difference) ?? difference;
  const to = value === null ? '' : ` to ${formatValue(value, unit, briefDigits(number))}`;
  return `${subject} is ${difference > 0 ? 'up' : 'down'} ${formatMove(written, unit)}${to}`;
}

/** Where the numbers stand when there is no change to tell. */
function stand(facts: readonly Fact[]): News['phrases'] {
  return listed(facts.slice(0, 2), ({ subject, number }) => {
    const { unit } = number;
    const { value, lower, upper } = writtenOf(number);
    if (value === null) return subject;
    const interval = lower === null || upper === null ? '' : `, ${formatInterval(lower, upper, unit)}`;
    return `${subject} is ${formatValue(value, unit, briefDigits(number))}${interval}`;
  });
}

function listed(facts: readonly Fact[], say: (fact: Fact) => string): News['phrases'] {
  return facts.map((fact, index) => ({
    text: index === 0 ? upperFirst(say(fact)) : lowerFirst(say(fact)),
    address: fact.address,
  }));
}
