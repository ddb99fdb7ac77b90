import type { Engine } from '@assay/contract';
import { didYouMean, engines } from '@assay/contract';
import { Command } from 'commander';
import { usageError } from '../flags/usage.ts';
import type { Shell } from '../shell/shell.ts';
import { printJson } from '../shell/shell.ts';

interface SchemaFlags {
  readonly json?: boolean;
}

/** `assay schema ENGINE`: the statements that create the canonical tables, ready for the engine's own client. */
export function schemaCommand(shell: Shell): Command {
  return new Command('schema')
    .description('print the statements that create the tables, for one engine')
    .argument('[engine]', engines.join(', '))
    .option('--json', 'print one JSON document')
    .action(async (name: string | undefined, flags: SchemaFlags) => {
      const engine = engineOf(name);
      const { statementsOf, scriptOf } = await import('./statements.ts');
      if (flags.json) printJson(shell.terminal, { engine, statements: statementsOf(engine) });
      else shell.terminal.out(scriptOf(engine));
      shell.finish(0);
    });
}

function engineOf(name: string | undefined): Engine {
  const list = `Engines: ${engines.join(', ')}.`;
  if (name === undefined) throw usageError('Name the engine whose tables you want.', list);
  const engine = engines.find((known) => known === name);
  if (engine) return engine;
  throw usageError(`There is no engine "${name}".`, didYouMean(name, engines) ?? list);
}
