import type { Role } from '@assay/contract';
import type { PiiClass } from '@assay/model';

/** What a viewer may read. */
export interface Rights {
  readonly role: Role;
  readonly classes: ReadonlySet<PiiClass>;
  /** Equal for viewers who may read the same: what is remembered for one is told to no other. */
  readonly key: string;
}

/** Who may read each class, beside the classes that the workspace decides about (model.md 1). */
const readers: Readonly<Record<Exclude<PiiClass, 'content'>, readonly Role[]>> = {
  none: ['owner', 'lead', 'trust_safety', 'finance', 'admin'],
  pseudo: ['owner', 'lead', 'admin'],
  conf: ['owner', 'lead', 'finance', 'admin'],
  // Off until there is a bias audit that shows groups alone.
  sens: [],
};

/** Who may read texts where `assay.yaml` names nobody. */
export const usualContentRoles: readonly Role[] = ['owner', 'lead'];

export const everyClass = ['none', 'pseudo', 'conf', 'content', 'sens'] as const satisfies readonly PiiClass[];

/** Roles that may read a class. */
export function readersOf(pii: PiiClass, contentRoles: readonly Role[]): readonly Role[] {
  return pii === 'content' ? contentRoles : readers[pii];
}

export function rightsOf(role: Role, contentRoles: readonly Role[] = usualContentRoles): Rights {
  const classes = everyClass.filter((pii) => readersOf(pii, contentRoles).includes(role));
  return { role, classes: new Set(classes), key: classes.join('+') };
}
