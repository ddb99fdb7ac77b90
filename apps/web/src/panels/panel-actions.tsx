import type { ReactNode } from 'react';
import { CellLink } from '../state/links.tsx';
import { words } from '../words.ts';
import { DownloadButton } from '../download/download-button.tsx';
import { usePanelInput } from './page-query.ts';

/** What every panel offers: the query behind it, and its numbers as a file. */
export function PanelActions({ panel, question }: { readonly panel: string; readonly question: string }): ReactNode {
  const input = usePanelInput(panel, question);
  return (
    <>
      <CellLink address={{ panel, question, metric: null, bucket: null, by: [] }} tab="query">
        {words.showQuery}
      </CellLink>
      {input && (
        <DownloadButton file={{ kind: 'panel', body: { requests: [input] } }} name={panel}>
          Export
        </DownloadButton>
      )}
    </>
  );
}
