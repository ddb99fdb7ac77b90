import type { ReactNode } from 'react';
import { lazy, Suspense, useState } from 'react';
import { Dropdown } from '../controls/dropdown.tsx';
import { OptionList } from '../controls/option-list.tsx';
import { formatRange } from '../number/dates.ts';
import { namePeriod } from '../state/period.ts';
import { compareOptions } from './compare-options.ts';
import type { FilterControls } from './filter-context.ts';

const RangeCalendar = lazy(() => import('./range-calendar.tsx'));

const offered = ['1w', '4w', '13w', '1m', '1q', 'all'];
const customOption = { value: 'custom', label: 'Custom dates' };

/** Full periods first, then days picked by hand; under both, what to compare with. */
export function RangeMenu({ controls }: { readonly controls: FilterControls }): ReactNode {
  const { state, range } = controls;
  const name = namePeriod(state.range);
  const label = range ? (name === customOption.label ? formatRange(range) : `${name}: ${formatRange(range)}`) : name;
  return (
    <Dropdown hotkey="range" label={label}>
      {(close) => <RangeChoice controls={controls} close={close} />}
    </Dropdown>
  );
}

interface InsideProps {
  readonly controls: FilterControls;
  readonly close: () => void;
}

function RangeChoice({ controls, close }: InsideProps): ReactNode {
  const { page, state, range, dataThrough } = controls;
  const periods = offered.includes(page.period) ? offered : [page.period, ...offered];
  const options = [...periods.map((value) => ({ value, label: namePeriod(value) })), customOption];
  const [custom, setCustom] = useState(!periods.includes(state.range));
  const set = (value: string): void => {
    close();
    controls.setRange(value);
  };
  const choose = (value: string): void => {
    setCustom(value === customOption.value);
    if (value !== customOption.value) set(value);
  };
  const chosen = custom ? customOption.value : state.range;
  return (
    <div className={custom ? 'range with-calendar' : 'range'}>
      <OptionList label="Ranges" options={options} value={chosen} onChoose={choose} />
      {custom && (
        <Suspense fallback={<div className="calendar-place" />}>
          <RangeCalendar range={range} dataThrough={dataThrough} onPick={set} />
        </Suspense>
      )}
      <CompareSection controls={controls} close={close} />
    </div>
  );
}

function CompareSection({ controls, close }: InsideProps): ReactNode {
  const { options, value } = compareOptions(controls);
  return (
    <div className="cmp">
      <p className="small dim">Compare with</p>
      <OptionList
        label="Compare with"
        options={options}
        value={value}
        onChoose={(next) => {
          close();
          controls.setCompare(next);
        }}
      />
    </div>
  );
}
