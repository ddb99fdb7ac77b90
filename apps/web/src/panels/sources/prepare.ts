import type { Day } from '@assay/contract';
import { countOf, daysBetween, isDay } from '@assay/contract';
import type { Freshness } from '../../gql/types.ts';
import { formatDay, weekdayOf } from '../../number/dates.ts';
import type { PanelState } from '../panel-state.ts';

/** Keeps a date of a sentence on one line. */
const nbsp = '\u00a0';

export interface SourcesModel {
  /** What the page says first. */
  readonly lead: string;
  readonly rest: string;
  readonly sources: readonly SourceModel[];
}

export interface SourceModel {
  readonly source: string;
  readonly facts: readonly FactModel[];
}

export interface FactModel {
  readonly table: string;
  readonly what: string;
  /** Last day with data; null of a plan, whose months are to come. */
  readonly through: Day | null;
  /** Days between it and the newest day of all; 0 of the newest, and of a plan. */
  readonly behind: number;
  readonly loadedAt: string;
  readonly rows: number;
}

/** How far each source reaches, and which of them are behind the newest. */
export function prepareSources(freshness: Freshness, now = new Date()): PanelState<SourcesModel> {
  const { dataThrough, loadedAt, sources } = freshness;
  if (loadedAt === null) {
    return {
      kind: 'empty',
      reason: 'source_not_connected',
      message: 'Nothing has been loaded yet.',
      hint: 'Load a file: npx assay load FILE. It says what it read, and each source stands here from then on.',
    };
  }
  const newest = toDay(dataThrough);
  const model = sources.map(({ source, facts }) => ({ source, facts: facts.map((fact) => factOf(fact, newest)) }));
  const reach = newest === null ? '' : `, through ${sayDay(newest, now)}`;
  const lead = `${sayRows(model)}${reach}.`;
  return { kind: 'ready', model: { lead, rest: sayFurthest(model, now), sources: model } };
}

type Fact = Freshness['sources'][number]['facts'][number];

function factOf({ table, what, dataThrough, loadedAt, rows }: Fact, newest: Day | null): FactModel {
  const through = toDay(dataThrough);
  const behind = newest === null || through === null ? 0 : daysBetween(through, newest);
  return { table, what, through, behind, loadedAt, rows };
}

function toDay(text: string | null): Day | null {
  return text !== null && isDay(text) ? text : null;
}

/** `Sun 15 Nov`; a day of another year needs no weekday. */
export function sayDay(day: Day, now = new Date()): string {
  const isThisYear = day.startsWith(String(now.getFullYear()));
  return isThisYear ? `${weekdayOf(day)} ${formatDay(day, now)}` : formatDay(day, now);
}

/** `7 days behind`, in months and years where days are no measure any more; empty of what is not behind. */
export function sayBehind(days: number): string {
  if (days <= 0) return '';
  if (days < 60) return `${countOf(days, 'day')} behind`;
  const months = Math.round(days / 30.44);
  if (months < 24) return `${months} months behind`;
  return `${Math.floor(months / 12)} years behind`;
}

/** `78,618 rows from 9 sources`. */
function sayRows(sources: readonly SourceModel[]): string {
  const rows = sources.flatMap(({ facts }) => facts).reduce((sum, fact) => sum + fact.rows, 0);
  const from = sources.length === 1 ? 'one source' : countOf(sources.length, 'source');
  return `${countOf(rows, 'row')} from ${from}`;
}

/** Which source is furthest behind the newest, or which fact where there is one source alone. */
function sayFurthest(sources: readonly SourceModel[], now: Date): string {
  const isOne = sources.length === 1;
  const ends = sources.flatMap(({ source, facts }) =>
    isOne
      ? facts.map((fact) => ({ name: `its ${fact.what}`, ...fact }))
      : newestOf(facts).map((fact) => ({ name: source, ...fact })),
  );
  const last = ends.filter(({ through }) => through !== null).toSorted((a, b) => b.behind - a.behind)[0];
  if (ends.length < 2 || !last || last.through === null) return '';
  if (last.behind === 0) return 'All of them reach that day.';
  const [is, end] = isOne ? ['are', 'end'] : ['is', 'ends'];
  return `Furthest behind ${is} ${last.name}, which ${end} on ${sayDay(last.through, now).replaceAll(' ', nbsp)}.`;
}

/** The fact of a source that reaches furthest; none where all are plans. */
function newestOf(facts: readonly FactModel[]): readonly FactModel[] {
  return facts
    .filter(({ through }) => through !== null)
    .toSorted((a, b) => a.behind - b.behind)
    .slice(0, 1);
}
