import { receiptOf } from '@assay/importers';
import type { LoadedFile } from '@assay/workspace';
import { loadFiles } from '@assay/workspace';
import { parsePair, parseSettings } from '../flags/pair.ts';
import { usageError } from '../flags/usage.ts';
import type { ExitCode } from '../shell/exit-code.ts';
import { failureOf, reportFailure } from '../shell/failure.ts';
import { interruptible } from '../shell/interrupt.ts';
import { printJson } from '../shell/shell.ts';
import type { Terminal } from '../shell/terminal.ts';
import { workspaceOptions } from '../workspace-options.ts';
import type { LoadFlags } from './command.ts';
import { progressLine } from './progress.ts';
import { receiptFile, receiptsText } from './receipts.ts';
import { stoppedAt } from './stopped.ts';

/** Loads one file after the other and stops at the first that fails; what came before it stays loaded. */
export async function load(files: readonly string[], flags: LoadFlags, terminal: Terminal): Promise<ExitCode> {
  checkFlags(files, flags);
  const settings = parseSettings(flags.set ?? []);
  const outcome = await interruptible((signal) => loadEach(files, { flags, settings, terminal, signal }));
  return report(outcome, flags, terminal);
}

function checkFlags(files: readonly string[], { full }: LoadFlags): void {
  if (full !== undefined && files.length > 1)
    throw usageError(
      '--full takes one file: each file would void what the other holds.',
      'Put the parts into one file.',
    );
  if (files.length > 0) return;
  const hint = 'For example: assay load FILE, for the export of a tool, or assay load FILE --recipe NAME.';
  throw usageError('Name at least one file to load.', hint);
}

interface Loading {
  readonly flags: LoadFlags;
  readonly settings: Readonly<Record<string, string>>;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

interface Outcome {
  readonly receipts: readonly LoadedFile[];
  /** What ended the work early; undefined when nothing did. */
  readonly error: unknown;
}

/** File by file, so that the receipts of those that are in are not lost with the one that fails. */
async function loadEach(files: readonly string[], loading: Loading): Promise<Outcome> {
  const receipts: LoadedFile[] = [];
  for (const file of files) {
    try {
      receipts.push(...(await loadOne(file, loading)));
    } catch (error) {
      const refused = receiptOf(error);
      return {
        receipts: refused ? [...receipts, { ...refused, broken: [] }] : receipts,
        error: stoppedAt(file, error),
      };
    }
  }
  return { receipts, error: undefined };
}

async function loadOne(file: string, loading: Loading): Promise<readonly LoadedFile[]> {
  const { flags, settings, terminal, signal } = loading;
  const progress = progressLine(terminal, file);
  try {
    return await loadFiles({
      ...workspaceOptions(terminal, flags.db),
      files: [file],
      ...(flags.recipe === undefined ? {} : { recipe: flags.recipe }),
      ...(flags.from === undefined ? {} : { from: flags.from }),
      settings,
      dryRun: flags.dryRun === true,
      strict: flags.strict === true,
      ...(flags.full === undefined ? {} : { full: parsePair(flags.full, '--full') }),
      signal,
      onProgress: (_, state) => progress.show(state),
    });
  } finally {
    progress.clear();
  }
}

function report({ receipts, error }: Outcome, flags: LoadFlags, terminal: Terminal): ExitCode {
  const hasFailed = error !== undefined;
  if (flags.json) {
    const files = receipts.map(receiptFile);
    printJson(terminal, hasFailed ? { files, error: failureOf(error) } : { files });
  } else if (receipts.length > 0) {
    terminal.out(receiptsText(receipts, { isDryRun: flags.dryRun === true }));
  }
  if (hasFailed) return reportFailure(error, terminal, false);
  return 0;
}
