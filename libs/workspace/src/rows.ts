import type { DayRange, PanelRequest, RowColumn, RowPage } from '@assay/contract';
import type { Known, Resolved, RowCursor, RowScope } from '@assay/metrics';
import type { AnswerParts } from './answer.ts';
import type { Knowledge } from './knowledge.ts';
import type { Asker, RowsQuestion } from './workspace.ts';
import { AssayError, bucketEnd, isDay, otherMember } from '@assay/contract';
import {
  fewestPeople,
  isKeptFromFew,
  mayReachBack,
  metricOf,
  refusalOfFewPeople,
  resolveRequest,
  rowColumns,
  rowCountStatement,
  rowPeopleStatement,
  rowsStatement,
  tablesAsOf,
} from '@assay/metrics';
import { answerRequests, resolveCutDown } from './answer.ts';
import { forbid } from './rights/access.ts';
import { column } from './run.ts';

/** Rows a page may hold at most; an export asks for more pages. */
export const mostRows = 1000;

function decode(after: string): RowCursor {
  const [at, id] = Buffer.from(after, 'base64url').toString('utf8').split('\n');
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at))) {
    throw new AssayError('CURSOR_INVALID', 'The place to go on from is not one of this list.', {
      hint: 'Start from the first page.',
    });
  }
  return { at, id };
}

const encode = ({ at, id }: RowCursor): string => Buffer.from(`${at}\n${id}`, 'utf8').toString('base64url');

/** What a split shows one by one, where the rows of all others are asked for: ranked as the whole request ranks it. */
async function topsOf(
  request: PanelRequest,
  { by }: RowsQuestion['cell'],
  { known, ...scope }: { readonly known: Known; readonly parts: AnswerParts; readonly asker: Asker },
): Promise<Resolved['current']['tops']> {
  if (!Object.values(by).includes(otherMember)) return {};
  const askable = await resolveCutDown(request, known, scope);
  return 'resolved' in askable ? askable.resolved.current.tops : {};
}

/** A slice's own value; all but those that are shown where it stands for the others. */
function sliceFilter(
  dimension: string,
  value: string | null,
  tops: Resolved['current']['tops'],
): RowScope['where'][number] {
  if (value !== otherMember) return { dimension, values: [value] };
  return { dimension, values: tops[dimension] ?? [], isOther: true };
}

/** The days that a number is of, where that is for the data to say. */
async function daysOfNumber(
  { request, cell }: RowsQuestion,
  asker: Asker,
  parts: AnswerParts,
): Promise<DayRange | null> {
  const [answer] = await answerRequests([{ ...request, metrics: [cell.metric], compare: null }], asker, parts);
  if (answer?.kind !== 'ready') return null;
  const slice = JSON.stringify(Object.entries(cell.by).sort());
  const found = answer.estimates.find(
    ({ bucket, by }) => bucket === cell.bucket && JSON.stringify(Object.entries(by).sort()) === slice,
  );
  return found?.range ?? null;
}

/** The rows of exactly one number: its request's filters, its bucket, its slice, and only rows that it counts. */
async function scopeOf(
  question: RowsQuestion,
  asker: Asker,
  parts: AnswerParts,
): Promise<{ rows: RowScope; scope: Parameters<typeof rowsStatement>[2] } | null> {
  const { request, cell } = question;
  const metric = metricOf(cell.metric);
  const alone = { ...request, metrics: [cell.metric], compare: null };
  const known = await parts.knowledge.at(request.asOf).about([alone], asker);
  const resolution = resolveRequest(alone, known);
  if (resolution.kind === 'empty') return null;
  const { current } = resolution.resolved;
  if (cell.bucket !== null && !isDay(cell.bucket))
    throw new AssayError('DAY_INVALID', `"${String(cell.bucket)}" is not a day.`);
  const bucket =
    cell.bucket === null ? current.range : { from: cell.bucket, to: bucketEnd(cell.bucket, current.grain) };
  const reach = mayReachBack(metric, current.grain) ? await daysOfNumber(question, asker, parts) : null;
  const isEarlier = reach !== null && reach.from < bucket.from;
  const range = {
    from: isEarlier ? reach.from : bucket.from > current.range.from ? bucket.from : current.range.from,
    to: bucket.to < current.range.to ? bucket.to : current.range.to,
  };
  const tops = await topsOf({ ...request, compare: null }, cell, { known, parts, asker });
  const slice = Object.entries(cell.by).map(([dimension, value]) => sliceFilter(dimension, value, tops));
  return {
    rows: { metric, range, where: [...current.where, ...slice] },
    scope: {
      tables: tablesAsOf(request.asOf),
      functions: parts.dialect.functions,
      zone: known.zone,
      graders: { basis: current.basis, judges: known.judges, labels: current.labels, vote: current.vote },
      money: current.money,
      items: current.items,
      known,
    },
  };
}

const text = (value: string | number | boolean | null): string | null => (value === null ? null : String(value));

type ShownDimension = ReturnType<typeof rowColumns>[number]['dimension'];
type Labels = (dimension: ShownDimension, id: string | null) => string | null;

/** Names of the members that rows show; an id without a name stays as it is. */
async function labelsOf(shown: ReturnType<typeof rowColumns>, asker: Asker, knowledge: Knowledge): Promise<Labels> {
  const dimensions = shown.flatMap(({ dimension }) => (dimension === undefined ? [] : [dimension]));
  const known = await Promise.all(
    dimensions.map(async (id) => {
      const members = await knowledge.members(id, asker);
      return [id, new Map(members.map(({ value, label }) => [value, label]))] as const;
    }),
  );
  const byDimension = new Map(known);
  return (dimension, id) => (id === null ? null : ((dimension && byDimension.get(dimension)?.get(id)) ?? id));
}

/** FORBIDDEN where few people did the work, and the viewer may not know what single ones did. */
async function refuseFew(
  rows: RowScope,
  scope: Parameters<typeof rowsStatement>[2],
  { asker, parts }: { readonly asker: Asker; readonly parts: AnswerParts },
): Promise<void> {
  const rights = parts.access.scopeOf(asker);
  const query = isKeptFromFew(rights) ? rowPeopleStatement(rows, scope) : null;
  if (!query) return;
  const result = await parts.runner.run(parts.dialect.compile(query), asker, [rows.metric.id]);
  if (Number(column(result, 'people')[0] ?? 0) < fewestPeople) forbid(refusalOfFewPeople(rights));
}

/** One page of the rows behind a number, and how many there are in all. */
export async function rowsBehind(question: RowsQuestion, asker: Asker, parts: AnswerParts): Promise<RowPage> {
  const first = Math.max(1, Math.min(question.first, mostRows));
  const after = question.after === null ? null : decode(question.after);
  const shownColumns = rowColumns(metricOf(question.cell.metric));
  const columns: readonly RowColumn[] = shownColumns.map(({ name, title, type }) => ({ name, title, type }));
  const found = await scopeOf(question, asker, parts);
  if (!found) return { columns, rows: [], total: 0, next: null };
  const { rows, scope } = found;
  await refuseFew(rows, scope, { asker, parts });
  const tags = [rows.metric.id];
  const [page, count] = await Promise.all([
    parts.runner.run(parts.dialect.compile(rowsStatement(rows, { after, first: first + 1 }, scope)), asker, tags),
    parts.runner.run(parts.dialect.compile(rowCountStatement(rows, scope)), asker, tags),
  ]);
  const shown = Math.min(page.rowCount, first);
  const labels = await labelsOf(shownColumns, asker, parts.knowledge.at(question.request.asOf));
  const cell = (name: string, row: number): string | null => text(column(page, name)[row] ?? null);
  const last = shown - 1;
  const [at, id] = [columns[0]?.name ?? '', columns[1]?.name ?? ''];
  return {
    columns,
    rows: Array.from({ length: shown }, (_, row) =>
      shownColumns.map(({ name, dimension }) => labels(dimension, cell(name, row))),
    ),
    total: Number(column(count, 'total')[0] ?? 0),
    next: page.rowCount > first ? encode({ at: cell(at, last) ?? '', id: cell(id, last) ?? '' }) : null,
  };
}
