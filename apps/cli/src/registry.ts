import type { Command } from 'commander';
import { agreementCommand } from './agreement/command.ts';
import { breaksCommand } from './breaks/command.ts';
import { checkCommand } from './check/command.ts';
import { doctorCommand } from './doctor/command.ts';
import { forgetCommand } from './forget/command.ts';
import { commandsForLater } from './later.ts';
import { loadCommand } from './load/command.ts';
import { metricCommand } from './metric/command.ts';
import { quarantineCommand } from './quarantine/command.ts';
import { schemaCommand } from './schema/command.ts';
import type { Shell } from './shell/shell.ts';
import { startCommand } from './start/command.ts';
import { unloadCommand } from './unload/command.ts';
import { whoCommand } from './who/command.ts';

/** Every command, in the order of the help. A new one is one file and one line here. */
export function commandsOf(shell: Shell): readonly Command[] {
  return [
    startCommand(shell),
    loadCommand(shell),
    quarantineCommand(shell),
    unloadCommand(shell),
    forgetCommand(shell),
    whoCommand(shell),
    metricCommand(shell),
    agreementCommand(shell),
    breaksCommand(shell),
    doctorCommand(shell),
    checkCommand(shell),
    schemaCommand(shell),
    ...commandsForLater(),
  ];
}
