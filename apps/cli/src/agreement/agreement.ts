import { countOf, countText } from '@assay/contract';
import { resolve } from 'node:path';
import { readTable } from '@assay/importers';
import type { TableColumn } from '../format/table.ts';
import { tableLines } from '../format/table.ts';
import type { ExitCode } from '../shell/exit-code.ts';
import { printJson } from '../shell/shell.ts';
import type { Terminal } from '../shell/terminal.ts';
import type { Coefficient, RaterPair } from './coefficients.ts';
import { coefficientsOf, pairsOf, sizesOf } from './coefficients.ts';
import type { AgreementFlags } from './command.ts';
import { consensusLines } from './consensus-text.ts';
import { consensusOf } from './consensus.ts';
import { agreed } from './table.ts';

const titles: Readonly<Record<string, string>> = {
  percent_agreement: 'Percent agreement',
  cohen_kappa: "Cohen's kappa",
  conger_kappa: "Conger's kappa (Cohen, many raters)",
  light_kappa: "Light's kappa (mean of pairs)",
  fleiss_kappa: "Fleiss' kappa",
  krippendorff_alpha: "Krippendorff's alpha",
  gwet_ac1: "Gwet's AC1",
  gwet_ac2: "Gwet's AC2",
  brennan_prediger: 'Brennan-Prediger',
  kendall_w: "Kendall's W",
  kendall_w_ties: "Kendall's W, corrected for ties",
};

const left = (title: string): TableColumn => ({ title, align: 'left' });
const right = (title: string): TableColumn => ({ title, align: 'right' });
const digits = (value: number | null): string | null => (value === null ? null : value.toFixed(5));

function cells({ id, weighting, value, se, lower, upper }: Coefficient): readonly (string | null)[] {
  const interval = lower === null || upper === null ? null : `${lower.toFixed(3)} to ${upper.toFixed(3)}`;
  return [titles[id] ?? id, weighting, digits(value) ?? '–', digits(se), interval];
}

const numbers = [right('value'), right('standard error'), right('95 % interval')];

function pairLines(pairs: readonly RaterPair[]): readonly string[] {
  if (pairs.length < 2) return [];
  const rows = pairs.flatMap(({ raters, n, coefficients }) =>
    coefficients.map((each) => [raters.join(' and '), countText(n), ...cells(each).slice(1)]),
  );
  return ['', ...tableLines([left("Cohen's kappa"), right('n'), left('weights'), ...numbers], rows)];
}

type ByAnswers = ReturnType<typeof sizesOf>['itemsByAnswers'];

/** How unevenly items were rated; nothing where all have as many answers. */
function unevenLines(byAnswers: ByAnswers): readonly string[] {
  if (byAnswers.length < 2) return [];
  const said = byAnswers.map(({ answers, items }) => `${countText(answers)} (${countText(items)})`);
  return [`answers an item (and how many items): ${said.join(', ')}`];
}

/** Prints the coefficients of a table of ratings. Nothing is loaded. */
export async function agreement(file: string, flags: AgreementFlags, terminal: Terminal): Promise<ExitCode> {
  const table = agreed(file, await readTable(file, resolve(terminal.directory, file)), flags);
  const pairs = pairsOf(table);
  const coefficients = coefficientsOf(table, pairs);
  const { kind, categories, values, raters } = table;
  const sizes = sizesOf(table);
  const consensus = consensusOf(table);
  if (flags.json) {
    const scale = values === null ? 'names' : 'numbers';
    const head = { file, kind, ...sizes, raters, categories, scale, confLevel: 0.95 };
    printJson(terminal, { ...head, coefficients, pairs, consensus });
    return 0;
  }
  const { bold, dim } = terminal.outStyle;
  const [head = '', ...lines] = tableLines([left('coefficient'), left('weights'), ...numbers], coefficients.map(cells));
  const size = `${countOf(sizes.items, 'item')}, ${countOf(sizes.answers, 'answer')}, ${countOf(categories.length, 'category', 'categories')}`;
  terminal.out(
    [
      `${bold(file)} ${dim(`(${kind} table: ${size})`)}`,
      ...unevenLines(sizes.itemsByAnswers),
      dim(head),
      ...lines,
      ...pairLines(pairs),
      ...consensusLines(consensus),
      '',
    ].join('\n'),
  );
  return 0;
}
