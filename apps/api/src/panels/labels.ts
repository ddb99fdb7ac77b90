import type { DimensionMember, PanelAnswer } from '@assay/contract';
import type { Asker, Workspace } from '@assay/workspace';
import type { Labels } from './to-series.ts';

function dimensionsIn(answers: readonly PanelAnswer[]): readonly string[] {
  const estimates = answers.flatMap((answer) => (answer.kind === 'ready' ? answer.estimates : []));
  return [...new Set(estimates.flatMap(({ by }) => Object.keys(by)))];
}

type Members = ReadonlyMap<string | null, DimensionMember>;

async function labelsOf(dimension: string, asker: Asker, workspace: Workspace): Promise<Members | null> {
  try {
    const members = await workspace.members(dimension, asker);
    return new Map(members.map((member) => [member.value, member]));
  } catch {
    // The numbers are there; without their names they are shown under their ids.
    return null;
  }
}

export interface FoundLabels {
  readonly labels: Labels;
  /** False where some could not be asked. */
  readonly isWhole: boolean;
}

/** Names of the values in the answers; asked once a dimension, and only where an answer is split. */
export async function labelsFor(
  answers: readonly PanelAnswer[],
  asker: Asker,
  workspace: Workspace,
): Promise<FoundLabels> {
  const dimensions = dimensionsIn(answers);
  const found = await Promise.all(dimensions.map((dimension) => labelsOf(dimension, asker, workspace)));
  const none: Members = new Map();
  const labels = new Map(dimensions.map((dimension, index) => [dimension, found[index] ?? none]));
  return { labels, isWhole: !found.includes(null) };
}
