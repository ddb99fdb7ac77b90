import type { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** What a command is given: where to write, and how to say its exit code. */
export interface Shell {
  readonly terminal: Terminal;
  finish(code: ExitCode): void;
}

/** Prints the one JSON document of a command. */
export function printJson(terminal: Terminal, document: unknown): void {
  terminal.out(`${JSON.stringify(document, null, 2)}\n`);
}
