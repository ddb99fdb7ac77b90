import type { Cell, PanelRequest, Role, RowPage } from '@assay/contract';
import type { PiiClass, TableName } from '@assay/model';
import type { MetricDialect } from '../dialect.ts';
import type { Rights } from './rights.ts';
import { tables } from '@assay/model';
import { dimensionOf } from '../dimensions.ts';
import { metricOf } from '../registry.ts';
import { classesNamed } from './columns-read.ts';
import { readsOfDimension, readsOfMetric } from './reads.ts';
import { readersOf } from './rights.ts';

/** Why a viewer is not shown something, and who may see it. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface RightsScope {
  readonly rights: Rights;
  /** Roles that may read texts. */
  readonly contentRoles: readonly Role[];
  readonly dialect: MetricDialect;
}

const classWords: Readonly<Record<PiiClass, string>> = {
  none: 'public columns',
  pseudo: 'what single people did',
  conf: 'amounts, prices or contract terms',
  content: 'texts of prompts and outputs',
  sens: 'special-category attributes of people',
};

export const roleWords: Readonly<Record<Role, string>> = {
  owner: 'owner',
  lead: 'lead',
  trust_safety: 'trust and safety',
  finance: 'finance',
  admin: 'admin',
};

const either = new Intl.ListFormat('en', { type: 'disjunction' });
const listOf = (roles: readonly Role[]): string =>
  either.format(roles.filter((role) => role !== 'owner').map((role) => roleWords[role]));

function whoMaySee(roles: readonly Role[]): string {
  const named = listOf(roles);
  if (named !== '') return `Ask somebody with the role ${named}: they may see it.`;
  return roles.length > 0
    ? 'Ask the owner of this workspace: they may see it.'
    : 'Nobody is shown it in this workspace.';
}

function refused(what: string, pii: PiiClass, { rights, contentRoles }: RightsScope): Refusal {
  return {
    message: `${what} reads ${classWords[pii]}, which the role ${roleWords[rights.role]} may not see.`,
    hint: whoMaySee(readersOf(pii, contentRoles)),
  };
}

const unreadable = (classes: ReadonlySet<PiiClass>, { rights }: RightsScope): PiiClass | undefined =>
  [...classes].find((pii) => !rights.classes.has(pii));

/** Dimensions whose values a request shows or tests for. */
export function dimensionsOf({ by, where, compare }: PanelRequest): readonly string[] {
  const compared = compare?.kind === 'value' ? [compare.dimension] : [];
  return [...new Set([...by, ...where.map(({ dimension }) => dimension), ...compared])];
}

export function refusalOfMetric(id: string, scope: RightsScope): Refusal | null {
  const pii = unreadable(readsOfMetric(id, scope.dialect).classes, scope);
  return pii ? refused(`"${metricOf(id).title}"`, pii, scope) : null;
}

/** Splitting by a dimension and filtering by it tell its values; names alone are told otherwise, see `isMasked`. */
export function refusalOfDimension(id: string, scope: RightsScope): Refusal | null {
  const pii = unreadable(readsOfDimension(id, scope.dialect).values, scope);
  return pii ? refused(`The dimension "${dimensionOf(id).title}"`, pii, scope) : null;
}

/** Whether a viewer sees the values of a dimension under pseudonyms: those whose names are not for them. */
export function isMasked(id: string, { rights, dialect }: RightsScope): boolean {
  const { names } = readsOfDimension(id, dialect);
  return names !== null && !rights.classes.has(names);
}

const firstOf = (ids: readonly string[], refusal: (id: string) => Refusal | null): Refusal | null =>
  ids.reduce<Refusal | null>((found, id) => found ?? refusal(id), null);

/** What in a request the viewer may not read, first of all; null where there is nothing. Throws on unknown names. */
export function refusalOfRequest(request: PanelRequest, scope: RightsScope): Refusal | null {
  return (
    firstOf(request.metrics, (id) => refusalOfMetric(id, scope)) ??
    firstOf(dimensionsOf(request), (id) => refusalOfDimension(id, scope))
  );
}

/** The same of the rows behind a number: some tables are for some roles, row by row. */
export function refusalOfRows(request: PanelRequest, cell: Cell, scope: RightsScope): Refusal | null {
  const sliced = Object.keys(cell.by);
  return (
    refusalOfRequest({ ...request, metrics: [cell.metric] }, scope) ??
    firstOf(sliced, (id) => refusalOfDimension(id, scope)) ??
    refusalOfTables(readsOfMetric(cell.metric, scope.dialect).tables, scope)
  );
}

function refusalOfTables(names: readonly TableName[], { rights: { role } }: RightsScope): Refusal | null {
  if (role === 'owner' || role === 'admin') return null;
  const closed = names.map((name) => tables[name]).find(({ readers }) => readers && !readers.includes(role));
  if (!closed) return null;
  return {
    message: `The rows of single ${closed.rows} are not for the role ${roleWords[role]}.`,
    hint: whoMaySee(closed.readers ?? []),
  };
}

/** Whether numbers of few people are kept from a viewer: they tell what single ones did. */
export const isKeptFromFew = ({ rights }: RightsScope): boolean => !rights.classes.has('pseudo');

/** Why rows of few people are not shown. */
export function refusalOfFewPeople({ rights, contentRoles }: RightsScope): Refusal {
  return {
    message: `Fewer than five people did the work behind this number, which the role ${roleWords[rights.role]} is not told.`,
    hint: whoMaySee(readersOf('pseudo', contentRoles)),
  };
}

/** What the columns of a page of rows would tell that the viewer may not read. */
export function refusalOfColumns(columns: RowPage['columns'], scope: RightsScope): Refusal | null {
  const pii = unreadable(classesNamed(columns.map(({ name }) => name).join(' ')), scope);
  return pii ? refused('A row behind this number', pii, scope) : null;
}
