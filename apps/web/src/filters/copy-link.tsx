import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { addDays } from '@assay/contract';
import { Dropdown } from '../controls/dropdown.tsx';
import { OptionList } from '../controls/option-list.tsx';
import { formatRange } from '../number/dates.ts';
import { namePeriod, writeDays } from '../state/period.ts';
import { words } from '../words.ts';
import type { FilterControls } from './filter-context.ts';

/** The page's address: with the range as it is said (it moves on), or with its days written out (it stays). */
export function CopyLink({ controls }: { readonly controls: FilterControls }): ReactNode {
  const { state, range } = controls;
  const [opened, setOpened] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const options = [
    { value: 'moving', label: `Always the ${namePeriod(state.range).toLowerCase()}` },
    ...(range ? [{ value: 'fixed', label: `These days: ${formatRange(range)}` }] : []),
  ];
  const copy = (kind: string): void => {
    setOpened(false);
    const url = new URL(window.location.href);
    if (kind === 'fixed' && range) url.searchParams.set('range', writeDays(range.from, addDays(range.to, -1)));
    void navigator.clipboard.writeText(url.href).then(() => setCopied(true));
  };
  const isFixed = state.period.last === undefined;
  return (
    <Dropdown
      opened={opened}
      onChange={(next) => (next && isFixed ? copy('moving') : setOpened(next))}
      className="btn quiet"
      align="end"
      title={words.copyLink}
      label={<span aria-live="polite">{copied ? words.copied : words.copyLink}</span>}
    >
      <OptionList label={words.copyLink} options={options} value={null} onChoose={copy} />
    </Dropdown>
  );
}
