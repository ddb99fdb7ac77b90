import type { LoadRecord, QuarantineEntry, QuarantinePage } from '@assay/contract';
import { countOf, countText } from '@assay/contract';
import { usageError } from '../flags/usage.ts';
import { askerOf } from '../asker.ts';
import { entryLine } from '../format/entry.ts';
import { openData } from '../open-data.ts';
import type { ExitCode } from '../shell/exit-code.ts';
import { interruptible } from '../shell/interrupt.ts';
import type { Terminal } from '../shell/terminal.ts';
import type { QuarantineFlags } from './command.ts';

const pageSize = 500;

/** Prints page by page, however much it is. */
export async function quarantine(
  load: string | undefined,
  flags: QuarantineFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  if (load === undefined)
    throw usageError('Name the load whose records to show.', '`assay load` prints its id when it is done.');
  const askerFor = await askerOf(terminal);
  const workspace = await openData(terminal, { db: flags.db });
  try {
    await interruptible(async (signal) => {
      const asker = askerFor(signal);
      let page = await workspace.quarantine({ load, after: null, first: pageSize }, asker);
      const paper = flags.json ? documentOf(page.load) : listOf(page.load);
      terminal.out(paper.head);
      for (let isFirst = true; ; isFirst = false) {
        terminal.out(paper.entries(page, isFirst));
        if (page.next === null) break;
        page = await workspace.quarantine({ load: page.load.id, after: page.next, first: pageSize }, asker);
      }
      terminal.out(paper.end);
    });
    return 0;
  } finally {
    await workspace.close();
  }
}

interface Paper {
  readonly head: string;
  readonly entries: (page: QuarantinePage, isFirst: boolean) => string;
  readonly end: string;
}

function listOf({ file, quarantined, read }: LoadRecord): Paper {
  return {
    head: `${file}: ${countText(quarantined)} of ${countOf(read, 'record')} set aside.\n`,
    entries: ({ entries }) => entries.map((entry) => `${entryLine(entry)}\n`).join(''),
    end: '',
  };
}

/** One document, written in pieces. Its shape is a contract: keys may be added, never renamed. */
function documentOf({ id, file, read, quarantined }: LoadRecord): Paper {
  const about = JSON.stringify({ load: id, file, read, quarantined }, null, 2);
  const text = (entry: QuarantineEntry) => `\n    ${JSON.stringify(entry)}`;
  return {
    head: `${about.slice(0, -2)},\n  "entries": [`,
    entries: ({ entries }, isFirst) => (isFirst || entries.length === 0 ? '' : ',') + entries.map(text).join(','),
    end: '\n  ]\n}\n',
  };
}
