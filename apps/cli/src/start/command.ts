import { Command } from 'commander';
import { usageError } from '../flags/usage.ts';
import type { Shell } from '../shell/shell.ts';

interface StartFlags {
  readonly port?: string;
  readonly host?: string;
  readonly open?: boolean;
  readonly db?: string;
}

/** `assay start`: the dashboard and its API on one port of this machine, until Ctrl-C. */
export function startCommand(shell: Shell): Command {
  return new Command('start')
    .description('serve the dashboard and its API on this machine')
    .option('--port <number>', 'port to listen on; by default 4400, or the next free one')
    .option('--host <address>', 'address of this machine to listen on; by default 127.0.0.1')
    .option('--open', 'open the dashboard in the browser')
    .option('--db <file>', 'embedded database to serve')
    .action(async (flags: StartFlags) => {
      const port = parsePort(flags.port);
      const { serve } = await import('./serve.ts');
      const { terminal } = shell;
      shell.finish(await serve({ terminal, port, host: flags.host ?? null, open: flags.open === true, db: flags.db }));
    });
}

/** A port number; null leaves the choice to the server. 0 takes any free port. */
export function parsePort(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw usageError(`--port ${text} is not a port.`, 'Give a number from 0 to 65535; 0 takes any free one.');
}
