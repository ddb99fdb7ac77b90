import type { ReactNode } from 'react';
import { Dropdown } from '../controls/dropdown.tsx';
import { OptionList } from '../controls/option-list.tsx';
import { useDownload } from '../download/use-download.ts';
import { usePageQuery } from '../panels/page-query.ts';
import type { FilterControls } from './filter-context.ts';
import { numbersOf } from './numbers-of.ts';

const print = 'print';

/** Each panel's numbers as CSV, or the page on paper. */
export function ExportMenu({ controls }: { readonly controls: FilterControls }): ReactNode {
  const { questions } = usePageQuery();
  const { start, failed } = useDownload();
  const options = [
    ...controls.page.panels.map(({ id, title }) => ({ value: id, label: `${title}, CSV` })),
    { value: print, label: 'Print or PDF' },
  ];
  const choose = (panel: string): void => {
    if (panel === print) {
      setTimeout(() => window.print());
      return;
    }
    const requests = numbersOf(questions.filter((question) => question.panel === panel));
    if (requests.length > 0) start({ kind: 'panel', body: { requests } }, panel);
  };
  return (
    <>
      <Dropdown className="btn quiet" align="end" label="Export">
        {(close) => (
          <OptionList label="Export" options={options} value={null} onChoose={(panel) => (close(), choose(panel))} />
        )}
      </Dropdown>
      {failed && (
        <span className="err" role="alert">
          {failed}
        </span>
      )}
    </>
  );
}
