import type { StoredRow } from '@assay/model';
import type { World } from './world.ts';
import { inForce } from './world.ts';

type Node = StoredRow<'dim_taxonomy_node'>;

/** What fails without a label that stands. */
export const unlabelled = 'unlabelled';

const followed: readonly (string | null)[] = ['same', 'renamed', 'merged', 'broadened'];

/** Failure modes as they are reported at an instant (model.md section 5). */
export class Modes {
  readonly #nodes: ReadonlyMap<string | null, Node>;
  readonly #version: string | null;

  constructor(world: World, at: string) {
    const nodes = world.dim_taxonomy_node.filter(inForce).filter(({ taxonomy_id }) => taxonomy_id === 'failure_mode');
    const begun = nodes.filter(({ valid_from }) => (valid_from ?? '') <= at);
    const newest = begun.reduce<Node | null>(
      (a, b) => (a && (a.valid_from ?? '') >= (b.valid_from ?? '') ? a : b),
      null,
    );
    this.#nodes = new Map(nodes.map((node) => [node.node_version_id, node]));
    this.#version = newest?.taxonomy_version ?? null;
  }

  /** Rule 2 and 3: silent changes are followed to the version in force, others are not. */
  #now(node: Node): Node | null {
    if (node.taxonomy_version === this.#version) return node;
    const next = this.#nodes.get(node.maps_to_node_version_id);
    return next && followed.includes(node.map_kind) ? this.#now(next) : null;
  }

  /** A node and those above it, the root left out. */
  #upwards(node: Node): readonly Node[] {
    const parent = this.#nodes.get(node.parent_node_version_id);
    return parent && parent.parent_node_version_id !== null ? [node, ...this.#upwards(parent)] : [node];
  }

  #concepts(node: Node): readonly string[] {
    return this.#upwards(node).map(({ concept_id }) => concept_id ?? '');
  }

  /** Whether the version in force has a mode for what is none of the others. */
  isCatchAll(mode: string): boolean {
    return [...this.#nodes.values()].some(
      (node) => node.taxonomy_version === this.#version && node.concept_id === mode && node.is_catch_all === true,
    );
  }

  /** Whether a mode is another one, or below it. */
  isUnder(mode: string, other: string): boolean {
    return mode === other || this.#above(mode).includes(other);
  }

  /** What is above a mode, whatever labels led to it. */
  #above(mode: string): readonly string[] {
    const labels = [...this.#nodes.keys()].flatMap((id) => this.of(id) ?? []);
    return labels.filter(({ own }) => own === mode).flatMap(({ above }) => above);
  }

  /** What a label on a node is reported as, and the modes above that. */
  of(id: string | null): { readonly own: string; readonly above: readonly string[] } | null {
    const node = this.#nodes.get(id);
    if (!node || this.#version === null) return null;
    const now = this.#now(node);
    if (now) {
      const [own = '', ...above] = this.#concepts(now);
      return { own, above };
    }
    const common = this.#upwards(node).flatMap((each) => this.#now(each) ?? [])[0];
    const above = common ? this.#concepts(common) : [];
    if (node.map_kind === 'retired' || !common) return { own: `retired:${node.node_code ?? ''}`, above };
    return { own: `${common.concept_id ?? ''}:before_split`, above };
  }
}
