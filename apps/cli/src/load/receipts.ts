import type { Finding } from '@assay/contract';
import { countOf, countText, plural } from '@assay/contract';
import { basename } from 'node:path';
import type { LoadReceipt, Reason, TableCounts } from '@assay/importers';
import { reasons } from '@assay/importers';
import type { LoadedFile } from '@assay/workspace';
import { entryLine } from '../format/entry.ts';
import type { TableColumn } from '../format/table.ts';
import { tableLines } from '../format/table.ts';
import { wordsOf } from '../format/words.ts';

/** A file of the document of `assay load --json`. Its shape is a contract: keys may be added, never renamed. */
export function receiptFile(receipt: LoadedFile): object {
  const {
    file,
    source,
    load,
    read,
    loaded,
    unchanged,
    quarantined,
    ignored,
    reasons: counts,
    tables,
    examples,
    broken,
  } = receipt;
  const records = { read, loaded, unchanged, quarantined, ignored, reasons: counts };
  return { file, source, load, ...records, tables, examples, findings: broken.map(brokenRule) };
}

const counted = ['read', 'loaded', 'unchanged', 'quarantined', 'ignored'] as const;
const columns: readonly TableColumn[] = [
  { title: 'file', align: 'left' },
  ...counted.map((title) => ({ title, align: 'right' }) as const),
];

function brokenRule({ rule, level, table, column, count, counts }: Finding): object {
  return { rule, level, table, column, count, counts };
}

/** Receipts as people read them: records a file, then why some were left out, then what the tables hold now. */
export function receiptsText(receipts: readonly LoadedFile[], { isDryRun }: { readonly isDryRun: boolean }): string {
  const rows = receipts.map((receipt) => [basename(receipt.file), ...counted.map((key) => countText(receipt[key]))]);
  const lines = [
    ...tableLines(columns, rows),
    ...receipts.flatMap(reasonLines),
    // What --strict refused changed no table: the error that follows says so.
    ...tableChanges(isDryRun ? receipts : receipts.filter(({ load }) => load !== null)),
    ...(isDryRun ? ['Dry run: nothing was kept.'] : receipts.flatMap(wayBack)),
    ...brokenLine(receipts),
  ];
  return `${lines.join('\n')}\n`;
}

/** Examples shown for each file; --json has the first 20, the database all. */
const shownExamples = 3;

function reasonLines(receipt: LoadReceipt): readonly string[] {
  const entries = Object.entries(receipt.reasons) as readonly (readonly [Reason, number])[];
  return [
    ...entries.map(
      ([reason, count]) => `${basename(receipt.file)}: ${countText(count)} with ${reason}, ${reasons[reason]}`,
    ),
    ...receipt.examples.slice(0, shownExamples).map(entryLine),
    ...wayToAll(receipt),
    ...whatToDo(receipt),
  ];
}

/** Where the rest of what was set aside is to be seen. */
function wayToAll({ load, examples }: LoadReceipt): readonly string[] {
  return load === null || examples.length <= shownExamples ? [] : [`  All of them: assay quarantine ${load}`];
}

function whatToDo({ file, quarantined }: LoadReceipt): readonly string[] {
  if (quarantined === 0) return [];
  return [
    `  Mend ${plural(quarantined, 'it', 'them')} in ${basename(file)} and load it again: what is in stays as it is.`,
  ];
}

/** "2 rules are broken since this load: V-M6 (months: 1), V-L3 (rows: 139); see `assay doctor`." */
function brokenLine(receipts: readonly LoadedFile[]): readonly string[] {
  const broken = receipts.flatMap((receipt) => receipt.broken).toSorted((a, b) => (a.level < b.level ? -1 : 1));
  if (broken.length === 0) return [];
  const rules = broken.map(({ rule, counts, count }) => `${rule} (${counts}: ${countText(count)})`).join(', ');
  const what = countOf(broken.length, 'rule is', 'rules are');
  return [`${what} broken since ${plural(receipts.length, 'this load', 'these loads')}: ${rules}; see assay doctor.`];
}

/** How to take a load back that changed something. */
function wayBack({ file, load, loaded, tables }: LoadReceipt): readonly string[] {
  const isNothing = loaded === 0 && Object.values(tables).every(({ voided }) => (voided ?? 0) === 0);
  return load === null || isNothing ? [] : [`To take ${basename(file)} back: assay unload ${load}`];
}

/** "fact_output: 450 new, 3 changed." for every table that changed. */
function tableChanges(receipts: readonly LoadReceipt[]): readonly string[] {
  const totals = new Map<string, Required<TableCounts>>();
  for (const [table, counts] of receipts.flatMap(({ tables }) => Object.entries(tables))) {
    const before = totals.get(table) ?? { inserted: 0, updated: 0, unchanged: 0, voided: 0 };
    totals.set(table, {
      inserted: before.inserted + counts.inserted,
      updated: before.updated + counts.updated,
      unchanged: before.unchanged + counts.unchanged,
      voided: before.voided + (counts.voided ?? 0),
    });
  }
  const lines = [...totals].flatMap(([table, { inserted, updated, voided }]) => {
    const words = wordsOf([
      [inserted, 'new'],
      [updated, 'changed'],
      [voided, 'voided'],
    ]);
    return words === '' ? [] : [`${table}: ${words}`];
  });
  return lines.length === 0 ? ['No row changed.'] : lines;
}
