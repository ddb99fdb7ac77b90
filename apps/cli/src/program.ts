import { readFileSync } from 'node:fs';
import type { CommanderError } from 'commander';
import { Command } from 'commander';
import type { AssayError } from '@assay/contract';
import { usageError } from './flags/usage.ts';
import { commandsOf } from './registry.ts';
import type { Shell } from './shell/shell.ts';

/** The command line as commander reads it: it prints nothing by itself but help and version, and throws instead of exiting. */
export function programOf(shell: Shell): Command {
  const program = new Command('assay')
    .description('Every number with its n, its interval, its definition, its query and its rows.')
    .version(versionOf(), '--version', 'print the version')
    .helpCommand('help [command]', 'help on a command')
    .commandsGroup('Commands:')
    .addHelpText('after', '\nExit codes: 0 done, 1 the work failed, 2 usage or configuration.');
  for (const command of commandsOf(shell)) program.addCommand(command);
  for (const command of [program, ...program.commands]) quieten(command, shell);
  return program;
}

function quieten(command: Command, { terminal }: Shell): void {
  command
    .exitOverride()
    .helpOption('-h, --help', 'print this help')
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err, outputError: () => undefined });
}

function versionOf(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const found = /"version":\s*"([^"]+)"/.exec(text);
  return found?.[1] ?? 'unknown';
}

/** Commander's complaint as one of ours; null where it only ended after help or version. */
export function usageErrorOf(error: CommanderError, argv: readonly string[], program: Command): AssayError | null {
  if (error.exitCode === 0) return null;
  if (error.code === 'commander.help')
    return usageError(`There is no command "${argv[1] ?? ''}".`, '`assay --help` lists them.');
  const [complaint = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const sentence = `${complaint.charAt(0).toUpperCase()}${complaint.slice(1).replace(/\.$/, '')}.`;
  const didYouMean = suggestion ? `${suggestion.replace(/[()]/g, '')} ` : '';
  return usageError(sentence, `${didYouMean}\`${helpFor(argv, program)}\` lists what there is.`);
}

function helpFor([name]: readonly string[], program: Command): string {
  return program.commands.some((command) => command.name() === name) ? `assay ${name} --help` : 'assay --help';
}
