import { AssayError } from '@assay/contract';
import { Command } from 'commander';

/** For a flag or command of the contract that a later version brings. */
export function laterError(what: string): AssayError {
  return new AssayError('LATER', `${what} comes in a later version of Assay.`, {
    hint: '`assay --help` lists what works today.',
  });
}

interface LaterCommand {
  readonly name: string;
  readonly usage: string;
  readonly does: string;
}

const laterCommands: readonly LaterCommand[] = [
  { name: 'map', usage: 'ENGINE', does: 'print view templates over your own tables' },
  { name: 'export', usage: '', does: 'write what a page shows to files' },
  { name: 'sync', usage: 'SOURCE', does: "pull from a tool's API" },
];

/** Commands that are in the help as what they will be, and say so when they are called. */
export function commandsForLater(): readonly Command[] {
  return laterCommands.map(({ name, usage, does }) =>
    new Command(name)
      .usage(usage)
      .description(does)
      .helpGroup('Later versions:')
      .allowUnknownOption()
      .allowExcessArguments()
      .action(() => {
        throw laterError(`\`assay ${name}\` (${does})`);
      }),
  );
}
