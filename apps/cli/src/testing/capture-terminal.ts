import type { Surroundings, Terminal } from '../shell/terminal.ts';
import { terminalOf } from '../shell/terminal.ts';

export interface Captured {
  readonly terminal: Terminal;
  out(): string;
  err(): string;
}

/** A terminal that keeps what is written to it. Not a TTY unless asked. */
export function captureTerminal(over: Partial<Surroundings> & { readonly isTTY?: boolean } = {}): Captured {
  const written = { out: '', err: '' };
  const isTTY = over.isTTY ?? false;
  const terminal = terminalOf({
    directory: over.directory ?? '.',
    env: over.env ?? {},
    stdout: { isTTY, write: (text: string) => (written.out += text) },
    stderr: { isTTY, write: (text: string) => (written.err += text) },
  });
  return { terminal, out: () => written.out, err: () => written.err };
}
