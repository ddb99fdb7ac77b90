import type { Finding, UnfilledColumns } from '@assay/contract';
import { countOf, countText } from '@assay/contract';
import type { Style } from '../shell/terminal.ts';

const indent = '         ';

/** What the data breaks, each with its sample, since when, and what to do; then columns that should be filled and are not. */
export function findingsText(
  findings: readonly Finding[],
  unfilled: readonly UnfilledColumns[],
  style: Style,
): readonly string[] {
  return [...findings.flatMap((finding) => findingLines(finding, style)), ...unfilled.map(unfilledLine)];
}

function findingLines(finding: Finding, style: Style): readonly string[] {
  const { rule, level, table, column, count, counts, sample, firstSeenAt, wrong, fix } = finding;
  const paint = level === 'error' ? style.red : style.bold;
  const some = sample.length === 0 ? '' : `, ${sample.length < count ? 'e.g. ' : ''}${sample.join(', ')}`;
  return [
    paint(`${level === 'error' ? 'ERROR  ' : 'warning'}  ${rule}  ${table}.${column}: ${wrong}`),
    `${indent}${counts}: ${countText(count)}${some}; since ${firstSeenAt.slice(0, 10)}`,
    `${indent}fix: ${fix}`,
  ];
}

/** A column that no row fills is one that the source does not give, which is said once for all of them. */
function unfilledLine({ table, rows, columns }: UnfilledColumns): string {
  const never = columns.filter(({ nulls }) => nulls === rows).map(({ column }) => column);
  const partly = columns.filter(({ nulls }) => nulls < rows);
  const parts = [
    ...partly.map(({ column, nulls }) => `${column} ${countText(nulls)}`),
    ...(never.length === 0 ? [] : [`never filled: ${never.join(', ')}`]),
  ];
  return `note     ${table}: not known in ${countOf(rows, 'row')}: ${parts.join('; ')}`;
}

/** "1 error, 3 warnings"; empty where there are none. */
export function findingsSummary(findings: readonly Finding[]): string {
  const counted = (level: Finding['level']): string => {
    const count = findings.filter((finding) => finding.level === level).length;
    return count === 0 ? '' : countOf(count, level);
  };
  return [counted('error'), counted('warning')].filter(Boolean).join(', ');
}
