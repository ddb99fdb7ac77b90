import { preparing } from '../open-data.ts';
import { run } from '../run.ts';
import { captureTerminal } from './capture-terminal.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, in a working directory, not on a terminal; whether it had to wait is not told. */
export async function runAssay(directory: string, ...argv: readonly string[]): Promise<Ran> {
  const shown = captureTerminal({ directory });
  const code = await run(argv, shown.terminal);
  return { code, out: shown.out(), err: shown.err().replace(preparing, '') };
}

/** The one document on standard output. */
export function documentOf({ out }: Ran): unknown {
  return JSON.parse(out);
}
