import type { Asker, Workspace } from '../workspace.ts';
import type { Question } from './calls.ts';
import type { DoorLine } from './door-line.ts';

/** The workspace that a server beside this process has open. */
export async function remoteWorkspace(line: DoorLine): Promise<Workspace> {
  const ask = <Name extends Question>(question: Name): Workspace[Name] => {
    const method = (...given: readonly unknown[]) =>
      line.ask(question, given.slice(0, -1), given.at(-1) as Asker) as ReturnType<Workspace[Name]>;
    return method as Workspace[Name];
  };
  return {
    ...(await line.about()),
    targets: ask('targets'),
    page: ask('page'),
    answer: ask('answer'),
    mark: ask('mark'),
    rows: ask('rows'),
    explain: ask('explain'),
    freshness: ask('freshness'),
    loads: ask('loads'),
    load: ask('load'),
    quarantine: ask('quarantine'),
    members: ask('members'),
    findings: ask('findings'),
    doctor: ask('doctor'),
    // It is the server's to close.
    close: () => Promise.resolve(),
  };
}
