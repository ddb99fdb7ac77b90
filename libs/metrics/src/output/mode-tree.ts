import type { DimensionMember } from '@assay/contract';

/** A node of a failure taxonomy, as dim_taxonomy_node has it. Instants are ISO 8601 in UTC. */
export interface TaxonomyNode {
  readonly id: string;
  readonly version: string;
  readonly code: string;
  readonly parent: string | null;
  readonly concept: string;
  readonly title: string;
  readonly path: string;
  readonly mapsTo: string | null;
  readonly mapKind: string | null;
  /** Whether it says no more than that it is none of the others. */
  readonly isCatchAll?: boolean;
  readonly validFrom: string;
}

/** That labels on a node count for a mode: the one they are reported as, or one above it. */
export interface ModeOfNode {
  readonly node: string;
  readonly mode: string;
  /** True for the mode itself, false for those above it. */
  readonly isOwn: boolean;
  readonly isCatchAll?: true;
}

/** The modes that failures are reported by, in the order of the tree. */
export interface ModeTree {
  readonly modes: readonly DimensionMember[];
  readonly ofNodes: readonly ModeOfNode[];
  /** When the taxonomy changed so that rates before and after are not alike. */
  readonly breaks: readonly TaxonomyBreak[];
}

export interface TaxonomyBreak {
  /** Instant from which the version is in force. */
  readonly at: string;
  readonly version: string;
}

/** The mode of what fails without a label that stands. */
export const unlabelled = 'unlabelled';

export const noModes: ModeTree = { modes: [], ofNodes: [], breaks: [] };

/** Kinds of a map that a count follows without a word (model.md section 5). */
const silent: readonly (string | null)[] = ['same', 'renamed', 'merged', 'broadened'];
const breaking: readonly (string | null)[] = ['split', 'narrowed', 'retired'];

interface Reported {
  readonly isCatchAll?: true;
  readonly mode: string;
  /** The mode above; null at the top. */
  readonly parent: string | null;
  readonly title: string;
  readonly path: string;
}

/** Nodes that all others of their version hang below: they say no more than that something is wrong. */
function rootsOf(nodes: readonly TaxonomyNode[]): ReadonlySet<string> {
  const versions = [...Map.groupBy(nodes, ({ version }) => version).values()];
  const roots = versions.flatMap((own) => {
    const tops = own.filter(({ parent }) => parent === null);
    return tops.length === 1 && own.length > 1 ? tops : [];
  });
  return new Set(roots.map(({ id }) => id));
}

/** Follows nodes of older versions to the version in force. */
class Reporting {
  readonly #nodes: ReadonlyMap<string, TaxonomyNode>;
  readonly #roots: ReadonlySet<string>;
  readonly #version: string;

  constructor(nodes: readonly TaxonomyNode[], version: string) {
    this.#nodes = new Map(nodes.map((node) => [node.id, node]));
    this.#roots = rootsOf(nodes);
    this.#version = version;
  }

  /** The node of the version in force that stands for another; null where the way there is not one of meaning alike. */
  #successor(node: TaxonomyNode): TaxonomyNode | null {
    const seen = new Set<string>();
    let at: TaxonomyNode | undefined = node;
    while (at && at.version !== this.#version) {
      if (seen.has(at.id) || at.mapsTo === null || !silent.includes(at.mapKind)) return null;
      seen.add(at.id);
      at = this.#nodes.get(at.mapsTo);
    }
    return at ?? null;
  }

  /** Itself first, then what is above it below the root: the root is failing at all, which no mode has to say. */
  #above(node: TaxonomyNode): readonly TaxonomyNode[] {
    if (this.#roots.has(node.id)) return [];
    const parent = node.parent === null ? undefined : this.#nodes.get(node.parent);
    return parent ? [node, ...this.#above(parent)] : [node];
  }

  /**
   * What a label on a node counts for, its own mode first. What was split or narrowed stays at the nearest node above that
   * both versions have; what was retired keeps its name. A label on the root is none: it says not how something fails.
   */
  of(node: TaxonomyNode): readonly Reported[] {
    if (this.#roots.has(node.id)) return [];
    const found = this.#successor(node);
    if (found) return this.branch(found);
    const [common] = this.#above(node).flatMap((each) => this.#successor(each) ?? []);
    const above = common ? this.branch(common) : [];
    const path = `${common?.path ?? node.path}/~${node.code}`;
    const parent = above[0]?.mode ?? null;
    if (node.mapKind === 'retired' || !common)
      return [{ mode: `retired:${node.code}`, parent, title: `${node.title} (retired)`, path }, ...above];
    return [
      { mode: `${common.concept}:before_split`, parent, title: `${common.title} (before split)`, path },
      ...above,
    ];
  }

  /** A node of the version in force and what is above it, the root left out. */
  branch(node: TaxonomyNode): readonly Reported[] {
    const nodes = this.#above(node);
    return nodes.map(({ concept, title, path, isCatchAll }, index) => ({
      ...(isCatchAll === true ? { isCatchAll } : {}),
      mode: concept,
      parent: nodes[index + 1]?.concept ?? null,
      title,
      path,
    }));
  }
}

/** The version in force at an instant: the newest that had begun by then. */
function versionAt(nodes: readonly TaxonomyNode[], at: string): string | null {
  const begun = nodes.filter(({ validFrom }) => validFrom <= at);
  const newest = begun.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];
  return newest?.version ?? null;
}

/** Modes that labels of every version are reported by in the version in force at an instant (model.md section 5). */
export function modeTree(nodes: readonly TaxonomyNode[], at: string): ModeTree {
  const version = versionAt(nodes, at);
  if (version === null) return noModes;
  const reporting = new Reporting(nodes, version);
  const reported = nodes.map((node) => ({ node, modes: reporting.of(node) }));
  const byMode = new Map(
    [
      ...reported.flatMap(({ modes }) => modes),
      ...nodes.filter((node) => node.version === version).flatMap((node) => reporting.branch(node)),
    ].map((mode) => [mode.mode, mode] as const),
  );
  const inOrder = [...byMode.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const isNew = (node: TaxonomyNode) => node.mapKind === 'new' || breaking.includes(node.mapKind);
  const broken = nodes.some((node) => node.version !== version && isNew(node));
  const began = nodes.filter((node) => node.version === version).map(({ validFrom }) => validFrom);
  return {
    modes: [
      ...inOrder.map(({ mode, title, parent }) => ({ value: mode, label: title, rows: 0, parent })),
      { value: unlabelled, label: 'Without a mode', rows: 0, parent: null },
    ],
    ofNodes: reported.flatMap(({ node, modes }) =>
      modes.map(({ mode, isCatchAll }, place) => ({
        ...{ node: node.id, mode, isOwn: place === 0 },
        ...(isCatchAll ? { isCatchAll } : {}),
      })),
    ),
    breaks: broken
      ? began
          .toSorted()
          .slice(0, 1)
          .map((at) => ({ at, version }))
      : [],
  };
}
