import { chanceShare, countOf, countText } from '@assay/contract';
import { resolve } from 'node:path';
import { readTable } from '@assay/importers';
import { medianCi, sharedShifts } from '@assay/statistics';
import { tableLines } from '../format/table.ts';
import type { ExitCode } from '../shell/exit-code.ts';
import { printJson } from '../shell/shell.ts';
import type { Terminal } from '../shell/terminal.ts';
import type { BreaksFlags } from './command.ts';
import type { Snapshot } from './snapshots.ts';
import { snapshotsOf } from './snapshots.ts';
import type { NotWhole } from './whole.ts';
import { notWhole } from './whole.ts';

/** One side of a break: how many series it has, and the mean of those on both. */
interface Side {
  readonly at: readonly string[];
  readonly series: number;
  readonly mean: number;
}

interface Break {
  readonly before: Side;
  readonly after: Side;
  /** Series on both sides. */
  readonly common: number;
  /** Those of them with a history, and those that moved by more than it says. */
  readonly together: number;
  readonly moved: number;
  readonly p: number;
}

function sideOf({ at, values }: Snapshot, common: readonly string[]): Side {
  const mean = common.reduce((sum, name) => sum + (values.get(name) ?? 0), 0) / common.length;
  return { at, series: values.size, mean };
}

/** Breaks of the instrument: most series on both sides move at once by more than they ever do. */
function breaksOf(snapshots: readonly Snapshot[]): readonly Break[] {
  const names = [...new Set(snapshots.flatMap(({ values }) => [...values.keys()]))];
  const series = names.map((name) => snapshots.map(({ values }) => values.get(name) ?? null));
  return sharedShifts({ series }).flatMap(({ at, ...shift }): readonly Break[] => {
    const [before, after] = [snapshots[at - 1], snapshots[at]];
    if (!before || !after) return [];
    const common = [...before.values.keys()].filter((name) => after.values.has(name));
    return [{ before: sideOf(before, common), after: sideOf(after, common), common: common.length, ...shift }];
  });
}

/** The newest snapshot: how many series it has, and how their numbers lie. */
function lastOf(snapshots: readonly Snapshot[]) {
  const last = snapshots.at(-1);
  const values = [...(last?.values.values() ?? [])];
  const { median } = medianCi({ x: values });
  if (!last || median === null) return null;
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  return { at: last.at, series: values.length, least: Math.min(...values), median, mean, most: Math.max(...values) };
}

function lastLine(last: ReturnType<typeof lastOf>): readonly string[] {
  if (last === null) return [];
  const { at, series, least, median, mean, most } = last;
  const numbers = [least, median, mean, most].map((each) => each.toFixed(2));
  return [
    `Newest, ${at.join(' ')}: ${countText(series)} series from ${numbers[0]} to ${numbers[3]}, median ${numbers[1]}, mean ${numbers[2]}.`,
  ];
}

function wholeLine(whole: NotWhole | null, { value, rest }: BreaksFlags): readonly string[] {
  if (whole === null) return [];
  if (whole.lines === 0) return [`${value} and ${rest ?? ''} add up to 100 in every line.`];
  const more = whole.lines > whole.first.length ? ', ...' : '';
  const areAll = whole.series.reduce((sum, { lines }) => sum + lines, 0) === whole.lines;
  const names = whole.series.map(({ series, lines }) => `${series} (${countText(lines)})`);
  return [
    `In ${countOf(whole.lines, 'line')} ${value} and ${rest ?? ''} do not add up to 100: line ${whole.first.join(', ')}${more}.`,
    `${areAll ? 'They are' : 'Most of them are'} of ${names.join(', ')}.`,
  ];
}

const heads = [
  'before',
  'after',
  'series before',
  'after',
  'on both sides',
  'moved',
  'their mean before',
  'after',
  'by chance alone',
];
const columns = heads.map((title, index) => ({ title, align: index < 2 ? ('left' as const) : ('right' as const) }));

function linesOf(found: readonly Break[]): readonly string[] {
  if (found.length === 0) return ['Nowhere do most series move at once.'];
  const rows = found.map(({ before, after, common, together, moved, p }) => [
    before.at.join(' '),
    after.at.join(' '),
    countText(before.series),
    countText(after.series),
    countText(common),
    `${countText(moved)} of ${countText(together)}`,
    before.mean.toFixed(2),
    after.mean.toFixed(2),
    chanceShare(p),
  ]);
  const says =
    'Most series moved at once by more than they ever do: what measures them changed. It is a break, not drift.';
  return [says, ...tableLines(columns, rows)];
}

/** Prints where a table of snapshots breaks. Nothing is loaded. */
export async function breaks(file: string, flags: BreaksFlags, terminal: Terminal): Promise<ExitCode> {
  const table = await readTable(file, resolve(terminal.directory, file));
  const snapshots = snapshotsOf(file, table, flags);
  const [last, whole] = [lastOf(snapshots), notWhole(file, table, flags)];
  const found = breaksOf(snapshots);
  const series = new Set(snapshots.flatMap(({ values }) => [...values.keys()])).size;
  if (flags.json) {
    printJson(terminal, { file, snapshots: snapshots.length, series, last, notWhole: whole, breaks: found });
    return 0;
  }
  const { bold, dim } = terminal.outStyle;
  const size = `${countOf(snapshots.length, 'snapshot')}, ${countText(series)} series`;
  terminal.out(
    [`${bold(file)} ${dim(`(${size})`)}`, ...linesOf(found), ...lastLine(last), ...wholeLine(whole, flags), ''].join(
      '\n',
    ),
  );
  return 0;
}
