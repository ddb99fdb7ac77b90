import { countOf, countText } from '@assay/contract';
import { basename } from 'node:path';
import type { LoadProgress } from '@assay/importers';
import type { Terminal } from '../shell/terminal.ts';

export interface ProgressLine {
  show(progress: LoadProgress): void;
  clear(): void;
}

const eraseLine = '\r\u001b[2K';
/** Often enough to look alive, seldom enough to cost nothing. */
const everyMs = 100;

/** One line that is redrawn while a file is read: share, records and their rate; nothing at all where nobody watches. */
export function progressLine(
  terminal: Terminal,
  file: string,
  now: () => number = () => performance.now(),
): ProgressLine {
  if (!terminal.live) return { show: () => undefined, clear: () => undefined };
  let drawn = { at: Number.NEGATIVE_INFINITY, phase: '' };
  const begun = now();
  return {
    show: ({ phase, records, share }) => {
      if (phase === drawn.phase && now() - drawn.at < everyMs) return;
      drawn = { at: now(), phase };
      if (phase === 'waiting') {
        terminal.err(`${eraseLine}${basename(file)}: waiting for another load to end`);
        return;
      }
      const seconds = (now() - begun) / 1000;
      const rate = seconds > 0 && share !== null ? `, ${countText(Math.round(records / seconds))} a second` : '';
      const part = share === null ? '' : ` ${Math.floor(share * 100)} %`;
      terminal.err(`${eraseLine}${basename(file)}: ${phase}${part}, ${countOf(records, 'record')}${rate}`);
    },
    clear: () => {
      if (drawn.phase !== '') terminal.err(eraseLine);
    },
  };
}
