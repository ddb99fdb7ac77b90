import type { DimensionMember, Role, Viewer } from '@assay/contract';
import type { PseudonymKey } from '@assay/importers';
import type { MetricDialect, Refusal, RightsScope } from '@assay/metrics';
import type { Asker } from '../workspace.ts';
import { AssayError } from '@assay/contract';
import { pseudonymOf } from '@assay/importers';
import { dimensionOf, isMasked, rightsOf } from '@assay/metrics';
import { Mask } from './mask.ts';

export interface AccessOptions {
  readonly dialect: MetricDialect;
  /** Roles that may read texts. */
  readonly contentRoles: readonly Role[];
  /** The workspace's key; asked for when a pseudonym is first needed. */
  readonly pseudonymKey: () => Promise<PseudonymKey>;
}

/** Who may read what in one workspace. Everything that leaves it passes here: panels, rows, files, queries, members. */
export class Access {
  readonly #options: AccessOptions;
  #key: Promise<PseudonymKey> | null = null;

  constructor(options: AccessOptions) {
    this.#options = options;
  }

  scopeOf({ viewer }: { readonly viewer: Viewer }): RightsScope {
    const { dialect, contentRoles } = this.#options;
    return { rights: rightsOf(viewer.role, contentRoles), contentRoles, dialect };
  }

  /** What tells remembered results of other rights apart. */
  rightsKey(asker: Pick<Asker, 'viewer'>): string {
    return this.scopeOf(asker).rights.key;
  }

  /** Null where the viewer may see the names of a dimension's members. */
  async maskOf(dimension: string, asker: Asker): Promise<Mask | null> {
    if (!isMasked(dimension, this.scopeOf(asker))) return null;
    const key = await this.#pseudonymKey();
    return new Mask(dimensionOf(dimension).title, (value) => pseudonymOf(`${dimension}:${value}`, key));
  }

  /** Members with the names that the viewer may know, under their own ids: for planning, which leaves nothing of them out. */
  async named(
    dimension: string,
    members: readonly DimensionMember[],
    asker: Asker,
  ): Promise<readonly DimensionMember[]> {
    const mask = await this.maskOf(dimension, asker);
    return mask ? members.map((member) => ({ ...member, label: mask.label(member) })) : members;
  }

  async #pseudonymKey(): Promise<PseudonymKey> {
    this.#key ??= this.#options.pseudonymKey();
    try {
      return await this.#key;
    } catch (error) {
      this.#key = null;
      throw error;
    }
  }
}

/** A refusal where there is no panel to say it in. */
export function forbid(refusal: Refusal | null): void {
  if (refusal) throw new AssayError('FORBIDDEN', refusal.message, { hint: refusal.hint });
}
