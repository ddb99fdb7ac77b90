import type { DayRange } from '@assay/contract';
import type { Filter, Page } from '../gql/types.ts';
import type { PageState } from '../state/page-state.ts';

/** What the controls of the filter row know and can do. */
export interface FilterControls {
  readonly page: Page;
  readonly state: PageState;
  /** The days on screen, and those they are compared with; null while unknown. */
  readonly range: DayRange | null;
  readonly dataThrough: string | null;
  /** Dimensions that any metric of the page may be filtered by. */
  readonly dimensions: readonly { readonly id: string; readonly title: string }[];
  readonly setRange: (range: string) => void;
  readonly setCompare: (compare: string) => void;
  readonly setFilter: (dimension: string, values: Filter['values']) => void;
}
