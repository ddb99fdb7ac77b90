import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Address } from './address.ts';
import { writeAddress } from './address.ts';
import type { Search } from './search.ts';

/** Changes to the address bar's search; undefined takes a key away. */
export type SearchChange = { readonly [Key in keyof Search]?: Search[Key] | undefined };

interface SearchLinkProps {
  readonly change: SearchChange;
  readonly children: ReactNode;
  readonly className?: string;
  readonly title?: string;
  readonly tabIndex?: number;
  readonly 'aria-label'?: string;
  /** A stop of the j and k keys. */
  readonly 'data-stop'?: '';
  /** How a column is sorted by this link; a filter that is on. */
  readonly 'data-on'?: string | undefined;
}

function changed(old: Search, change: SearchChange): Search {
  return Object.fromEntries(Object.entries({ ...old, ...change }).filter(([, value]) => value !== undefined));
}

/** A link on the same page that changes what the address bar holds. */
export function SearchLink({ change, children, ...rest }: SearchLinkProps): ReactNode {
  return (
    <Link {...rest} to="." search={(old) => changed(old, change)} resetScroll={false}>
      {children}
    </Link>
  );
}

interface CellLinkProps extends Omit<SearchLinkProps, 'change'> {
  readonly address: Address;
  readonly tab?: Search['tab'];
}

/** Opens the drawer on a number. */
export function CellLink({ address, tab, ...rest }: CellLinkProps): ReactNode {
  return <SearchLink {...rest} change={{ cell: writeAddress(address), tab }} />;
}

/** For controls that are not links: menus, chips, keys. `replace` leaves no step for Back. */
export function useSearchChange(): (change: SearchChange, how?: { readonly replace: boolean }) => void {
  const navigate = useNavigate();
  return (change, how = { replace: false }) =>
    void navigate({ to: '.', search: (old) => changed(old, change), resetScroll: false, ...how });
}
