import type { KeyboardEvent } from 'react';
import type { TaxonomyLine } from './prepare.ts';

const linkOf = (row: Element | null | undefined): HTMLElement | null =>
  row?.querySelector<HTMLElement>('th [data-stop]') ?? null;

/** The keys of a tree: up and down between rows, right opens a branch or goes into it, left folds it up or goes above it. */
export function onTreeKey(
  event: KeyboardEvent<HTMLElement>,
  lines: readonly TaxonomyLine[],
  fold: (value: string, folded: boolean) => void,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const row = (event.target as HTMLElement).closest('tr');
  const to = (target: Element | null | undefined): void => {
    const link = linkOf(target);
    if (!link) return;
    event.preventDefault();
    link.focus();
  };
  if (event.key === 'ArrowDown') return to(row?.nextElementSibling);
  if (event.key === 'ArrowUp') return to(row?.previousElementSibling);
  const line = lines.find(({ branch }) => branch.value === row?.dataset['value']);
  if (!line) return;
  const { branch, parent } = line;
  const isFolded = row?.getAttribute('aria-expanded') === 'false';
  const change = (folded: boolean): void => {
    event.preventDefault();
    fold(branch.value, folded);
  };
  if (event.key === 'ArrowRight' && branch.below.length > 0) {
    return isFolded ? change(false) : to(row?.nextElementSibling);
  }
  if (event.key !== 'ArrowLeft') return;
  if (branch.below.length > 0 && !isFolded) return change(true);
  to([...(row?.parentElement?.children ?? [])].find((each) => (each as HTMLElement).dataset['value'] === parent));
}
