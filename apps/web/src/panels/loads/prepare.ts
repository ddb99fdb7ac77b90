import { countOf } from '@assay/contract';
import type { Load, LoadPage, QuarantineEntry } from '../../gql/types.ts';
import { formatCount } from '../../number/format.ts';
import type { PanelState } from '../panel-state.ts';

export interface LoadsModel {
  readonly loads: readonly Load[];
  readonly total: number;
  /** How many the next page has; 0 on the last. */
  readonly more: number;
}

export const loadsOnPage = 20;

/** The list as far as it has come. */
export function prepareLoads(pages: readonly [LoadPage, ...LoadPage[]]): PanelState<LoadsModel> {
  const loads = pages.flatMap((page) => page.loads);
  const last = pages.at(-1) ?? pages[0];
  if (loads.length === 0) {
    return {
      kind: 'empty',
      reason: 'none',
      message: 'No file has been loaded.',
      hint: 'npx assay load FILE brings one in; its receipt stands here from then on.',
    };
  }
  const left = Math.max(0, last.total - loads.length);
  return {
    kind: 'ready',
    model: { loads, total: last.total, more: last.next === null ? 0 : Math.min(loadsOnPage, left) },
  };
}

/** Where a load came from: the source, and the recipe that read it where it has another name. */
export function sayOrigin({ source, recipe }: Pick<Load, 'source' | 'recipe'>): string {
  return recipe === null || recipe === source ? source : `${source}, recipe ${recipe}`;
}

type Table = Load['tables'][number];

const changedRows = ({ inserted, updated, voided }: Table): number => inserted + updated + voided;

/** Tables that a load changed, facts before what they name, each with most rows first. */
export function tablesChanged(tables: readonly Table[]): readonly Table[] {
  const isFact = ({ table }: Table): number => (table.startsWith('fact_') ? 0 : 1);
  return tables
    .filter((table) => changedRows(table) > 0)
    .toSorted((a, b) => isFact(a) - isFact(b) || changedRows(b) - changedRows(a));
}

/** `grades 1,086, answers 724 and 3 more tables`; the words of a table are plural, so they stand first. */
export function sayChanged(tables: readonly Table[]): string {
  const changed = tablesChanged(tables);
  if (changed.length === 0) return 'nothing new';
  const named = changed.slice(0, changed.length === 3 ? 3 : 2);
  const words = named.map((table) => `${table.what} ${formatCount(changedRows(table))}`).join(', ');
  const others = changed.length - named.length;
  return others === 0 ? words : `${words} and ${countOf(others, 'more table')}`;
}

/** Longest time that a load can be said to have taken; a made-up load has instants of its story. */
const mostMs = 3_600_000;

/** Milliseconds it took; null where its instants do not say. */
export function tookOf({ startedAt, finishedAt }: Pick<Load, 'startedAt' | 'finishedAt'>): number | null {
  const took = Date.parse(finishedAt) - Date.parse(startedAt);
  return took >= 0 && took <= mostMs ? took : null;
}

/** Settings that were given, as name and value. */
export function settingsOf(settings: unknown): readonly (readonly [name: string, value: string])[] {
  if (typeof settings !== 'object' || settings === null) return [];
  return Object.entries(settings).flatMap(([name, value]) =>
    value === null ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)] as const],
  );
}

/** Where an entry stands in its file: `line 12`, else `record 4`; a row of no single record has no place. */
export function placeOf({ line, record }: Pick<QuarantineEntry, 'line' | 'record'>): string {
  if (line !== null) return `line ${formatCount(line)}`;
  return record === null ? 'no one record' : `record ${formatCount(record)}`;
}
