import type { ReactNode } from 'react';
import { Fragment } from 'react';
import { CellLink } from '../state/links.tsx';
import type { News } from '../panels/panel-kind.ts';

/** The first thing on a page: its news, in words. */
export function NewsLine({ news }: { readonly news: News }): ReactNode {
  return (
    <p className="news">
      <b>{news.lead}</b>{' '}
      {news.phrases.map(({ text, address }, index) => (
        <Fragment key={text}>
          <CellLink address={address}>{text}</CellLink>
          {index < news.phrases.length - 1 ? '; ' : '.'}
        </Fragment>
      ))}
    </p>
  );
}
