import { addDays } from '@assay/contract';
import type { ReactNode } from 'react';
import { Dropdown } from '../controls/dropdown.tsx';
import { OptionList } from '../controls/option-list.tsx';
import { useCopy } from '../controls/use-copy.ts';
import { formatRange } from '../number/dates.ts';
import { namePeriod, writeDays } from '../state/period.ts';
import { words } from '../words.ts';
import type { FilterControls } from './filter-context.ts';

const moving = 'moving';

/** The page's address: with the range as it is said (it moves on), or with its days written out (it stays). */
export function CopyLink({ controls }: { readonly controls: FilterControls }): ReactNode {
  const { state, range } = controls;
  const { said, copy: copyText } = useCopy();
  const label = <span aria-live="polite">{said ?? words.copyLink}</span>;
  const copy = (kind: string): void => {
    const url = new URL(window.location.href);
    if (kind !== moving && range) url.searchParams.set('range', writeDays(range.from, addDays(range.to, -1)));
    copyText(url.href);
  };
  if (state.period.last === undefined || !range) {
    return (
      <button type="button" className="btn quiet" onClick={() => copy(moving)}>
        {label}
      </button>
    );
  }
  const options = [
    { value: moving, label: `Always the ${namePeriod(state.range).toLowerCase()}` },
    { value: 'fixed', label: `These days: ${formatRange(range)}` },
  ];
  return (
    <Dropdown className="btn quiet" align="end" label={label}>
      {(close) => (
        <OptionList label={words.copyLink} options={options} value={null} onChoose={(kind) => (close(), copy(kind))} />
      )}
    </Dropdown>
  );
}
