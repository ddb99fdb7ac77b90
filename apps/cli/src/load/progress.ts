import { basename } from 'node:path';
import type { LoadProgress } from '@assay/importers';
import { countText } from '../format/number.ts';
import type { Terminal } from '../shell/terminal.ts';

export interface ProgressLine {
  show(progress: LoadProgress): void;
  clear(): void;
}

const eraseLine = '\r\u001b[2K';
/** Often enough to look alive, seldom enough to cost nothing. */
const everyMs = 100;

/** One line that is redrawn while a file is read; nothing at all where nobody watches. */
export function progressLine(
  terminal: Terminal,
  file: string,
  now: () => number = () => performance.now(),
): ProgressLine {
  if (!terminal.live) return { show: () => undefined, clear: () => undefined };
  let drawn = { at: Number.NEGATIVE_INFINITY, phase: '' };
  return {
    show: ({ phase, records }) => {
      if (phase === drawn.phase && now() - drawn.at < everyMs) return;
      drawn = { at: now(), phase };
      terminal.err(`${eraseLine}${basename(file)}: ${phase}, ${countText(records)} records`);
    },
    clear: () => {
      if (drawn.phase !== '') terminal.err(eraseLine);
    },
  };
}
