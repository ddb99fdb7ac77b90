import type { Slice } from '../gql/types.ts';

/** Where a number stands on a page: which question of which panel, which metric, slice and period. */
export interface Address {
  readonly panel: string;
  /** Which of the panel's questions: see panels/question.ts. */
  readonly question: string;
  /** Null opens the question's query alone. */
  readonly metric: string | null;
  readonly bucket: string | null;
  readonly by: readonly { readonly dimension: string; readonly value: string | null }[];
}

/** `panel~question~metric~bucket~dimension=value`; a missing `=` is "not known". Made for the address bar. */
export function writeAddress(address: Address): string {
  const by = address.by.map(({ dimension, value }) =>
    value === null ? dimension : `${dimension}=${value.replace(/%/g, '%25').replace(/~/g, '%7E')}`,
  );
  return [address.panel, address.question, address.metric ?? '', address.bucket ?? '', ...by]
    .join('~')
    .replace(/~+$/, '');
}

export function readAddress(text: string): Address | null {
  const [panel, question, metric, bucket, ...by] = text.split('~');
  if (!panel || !question) return null;
  return { panel, question, metric: metric || null, bucket: bucket || null, by: by.map(readValue) };
}

function readValue(text: string): Address['by'][number] {
  const at = text.indexOf('=');
  if (at < 0) return { dimension: text, value: null };
  const value = text
    .slice(at + 1)
    .replace(/%7E/g, '~')
    .replace(/%25/g, '%');
  return { dimension: text.slice(0, at), value };
}

/** Whether a slice of an answer is the one an address names. */
export function isSlice(by: readonly Slice[], address: Pick<Address, 'by'>): boolean {
  return (
    by.length === address.by.length &&
    address.by.every(({ dimension, value }) =>
      by.some((slice) => slice.dimension === dimension && slice.value === value),
    )
  );
}
