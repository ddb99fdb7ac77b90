import type { Option } from '../controls/option-list.tsx';
import { writeCompare } from '../state/page-state.ts';
import type { FilterControls } from './filter-context.ts';
import { titleOf } from '../panels/dimensions.ts';

const units: Readonly<Record<string, string>> = { d: 'day', w: 'week', m: 'month', q: 'quarter' };

/** `previous week`, `previous 4 weeks`, `previous period`. */
function namePrevious(range: string): string {
  const match = /^(\d+)([dwmq])$/.exec(range);
  const unit = units[match?.[2] ?? ''];
  if (!match || !unit) return 'previous period';
  return match[1] === '1' ? `previous ${unit}` : `previous ${match[1]} ${unit}s`;
}

function nameLastYear(range: string): string {
  const match = /^1([dwmq])$/.exec(range);
  return match ? `same ${units[match[1] ?? ''] ?? 'period'} last year` : 'a year earlier';
}

/** What the page's range can be compared with, and what it is. */
export function compareOptions({ state, page, dimensions }: FilterControls): {
  options: readonly Option<string>[];
  value: string;
} {
  const named = [state.compare, page.compare].find((compare) => compare?.kind === 'value');
  return {
    options: [
      { value: 'previous', label: namePrevious(state.range) },
      { value: 'last_year', label: nameLastYear(state.range) },
      ...(named
        ? [
            {
              value: writeCompare(named),
              label: `${titleOf(dimensions, named.dimension ?? '').toLowerCase()} ${named.value ?? ''}`,
            },
          ]
        : []),
      { value: 'none', label: 'nothing' },
    ],
    value: writeCompare(state.compare),
  };
}
