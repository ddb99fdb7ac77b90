import type { Problem, YamlDocument } from '@assay/yaml';
import { checkShape, inOrder, problemsError, readYaml } from '@assay/yaml';
import type { Day, DimensionFilter, EarlierTime, Target } from '@assay/contract';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { KnownMetric } from './known.ts';
import type { TargetFile } from './target-schema.ts';
import { keysOf } from './target-in-force.ts';
import { targetsSchema } from './target-schema.ts';
import { toFilters } from './to-filters.ts';
import { vocabularyOf } from './vocabulary.ts';

export const targetsFile = 'targets.yaml';

/** A target and what it is for. */
export interface TargetRule {
  readonly metric: string;
  /** Slice it judges; empty for every slice without a target of its own. */
  readonly where: readonly DimensionFilter[];
  /** Dimension of which it judges numbers of one value alone; absent where that does not matter. */
  readonly each?: string;
  readonly target: Target;
}

interface ReadTargets {
  readonly rules: readonly TargetRule[];
  readonly problems: readonly Problem[];
}

/** What a bound says, and of when it is a share; null where of no earlier value. */
function boundOf(bound: TargetFile['lower']): readonly [number | null, EarlierTime | null] {
  if (typeof bound === 'object' && bound !== null) return [bound.ofEarlier, bound.when];
  return [bound ?? null, null];
}

function checkTarget(
  { lower, upper, trend, not_worse }: TargetFile,
  index: number,
  yaml: YamlDocument,
): readonly Problem[] {
  const [[least, leastOf], [most, mostOf]] = [boundOf(lower), boundOf(upper)];
  if (not_worse && leastOf === null && mostOf === null)
    return [yaml.problemAt([index, 'not_worse'], 'not_worse has no time to compare with; expected 90 % of last year')];
  if (least === null && most === null)
    return trend ? [] : [yaml.problemAt([index], 'the target says nothing; expected lower, upper or trend')];
  if (least !== null && most !== null && leastOf !== mostOf)
    return [
      yaml.problemAt([index, 'lower'], 'lower and upper are of different kinds; expected both of one time, or none'),
    ];
  if (least === null || most === null || least <= most) return [];
  return [yaml.problemAt([index, 'lower'], 'lower is above upper; expected it below')];
}

function checkRepeats(rules: readonly TargetRule[], yaml: YamlDocument): readonly Problem[] {
  const said = rules.map((rule) => keysOf(rule).map((key) => `${rule.target.validFrom} ${key}`));
  return said.flatMap((keys, index) =>
    said.slice(0, index).some((earlier) => earlier.some((key) => keys.includes(key)))
      ? [
          yaml.problemAt(
            [index],
            'metric, where and valid_from are those of an earlier target; expected one of them to differ',
          ),
        ]
      : [],
  );
}

function toRule({ metric, where, each, lower, upper, trend, ...rest }: TargetFile): TargetRule {
  const [[least, leastOf], [most, mostOf]] = [boundOf(lower), boundOf(upper)];
  const bounds = { lower: least, upper: most };
  const when = leastOf ?? mostOf;
  const said = when ? { lower: null, upper: null, ofEarlier: { ...bounds, when } } : bounds;
  const agreed = { validFrom: rest.valid_from as Day, proposed: rest.proposed ?? false };
  const holdsWith = rest.not_worse ? { notWorse: rest.not_worse } : {};
  const target = { ...said, ...holdsWith, ...(trend ? { trend: { wanted: trend, ...agreed } } : {}), ...agreed };
  return { metric, where: toFilters(where), ...(each ? { each } : {}), target };
}

/** The file of the last directory that has one. */
async function lastFile(
  directories: readonly string[],
): Promise<{ readonly file: string; readonly text: string } | null> {
  for (const directory of directories.toReversed()) {
    const text = await readFile(join(directory, targetsFile), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (text !== null) return { file: join(basename(directory), targetsFile), text };
  }
  return null;
}

async function readTargets(directories: readonly string[], known: readonly KnownMetric[]): Promise<ReadTargets> {
  const source = await lastFile(directories);
  if (source === null) return { rules: [], problems: [] };
  const yaml = readYaml(source);
  if (!('document' in yaml)) return { rules: [], problems: yaml };
  const shape = checkShape(yaml, targetsSchema(known, vocabularyOf(known)));
  if ('problems' in shape) return { rules: [], problems: shape.problems };
  const rules = shape.value.map(toRule);
  const bounds = shape.value.flatMap((target, index) => checkTarget(target, index, yaml));
  return { rules, problems: inOrder([...bounds, ...checkRepeats(rules, yaml)]) };
}

/** Every problem of the targets; none where there are none, or no file. */
export async function checkTargets(
  directories: readonly string[],
  known: readonly KnownMetric[],
): Promise<readonly Problem[]> {
  return (await readTargets(directories, known)).problems;
}

/** The targets of `targets.yaml` of the last directory that has one. Throws PAGE_INVALID with file, line and column. */
export async function loadTargets(
  directories: readonly string[],
  known: readonly KnownMetric[],
): Promise<readonly TargetRule[]> {
  const { rules, problems } = await readTargets(directories, known);
  if (problems.length > 0) throw problemsError('PAGE_INVALID', problems);
  return rules;
}
