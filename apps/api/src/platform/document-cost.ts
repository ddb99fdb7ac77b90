import { AssayError } from '@assay/contract';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionSetNode,
} from './graphql-js.ts';
import { Kind } from './graphql-js.ts';
import { limits } from './limits.ts';

export type Variables = Readonly<Record<string, unknown>>;

/** Root fields that may start statements; all others read what is in memory or one small answer. */
const weights: Readonly<Record<string, number>> = {
  rows: 5,
  query: 5,
  freshness: 2,
  dimension: 2,
  loads: 2,
  load: 2,
  quarantine: 2,
  findings: 2,
};

/** Root fields with every fragment opened, so that nothing hides in one. Validation has refused cycles before. */
function rootFields(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): readonly FieldNode[] {
  return set.selections.flatMap((selection) => {
    switch (selection.kind) {
      case Kind.FIELD:
        return [selection];
      case Kind.INLINE_FRAGMENT:
        return rootFields(selection.selectionSet, fragments);
      case Kind.FRAGMENT_SPREAD: {
        const fragment = fragments.get(selection.name.value);
        return fragment ? rootFields(fragment.selectionSet, fragments) : [];
      }
    }
  });
}

/** Number of requests a `panels` field carries, written out or in a variable. GraphQL reads a lone object as a list of one. */
function requestsIn(field: FieldNode, variables: Variables): number {
  const value = field.arguments?.find(({ name }) => name.value === 'requests')?.value;
  if (value?.kind === Kind.LIST) return value.values.length;
  if (value?.kind !== Kind.VARIABLE) return 1;
  const given = variables[value.name.value];
  return Array.isArray(given) ? given.length : 1;
}

function fieldsOf(document: DocumentNode): readonly FieldNode[] {
  const fragments = new Map(
    document.definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  return document.definitions
    .filter((each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION)
    .flatMap((operation) => rootFields(operation.selectionSet, fragments));
}

/** Throws TOO_LARGE for a document that would start more work than a page ever does. */
export function checkCost(document: DocumentNode, variables: Variables): void {
  const fields = fieldsOf(document);
  const panels = fields
    .filter(({ name }) => name.value === 'panels')
    .reduce((sum, field) => sum + requestsIn(field, variables), 0);
  if (panels > limits.panels) {
    throw new AssayError('TOO_LARGE', `${panels} panels were asked for at once, and ${limits.panels} is the most.`, {
      hint: 'Ask in several requests.',
    });
  }
  const cost = fields.reduce((sum, { name }) => sum + (name.value === 'panels' ? 0 : (weights[name.value] ?? 1)), 0);
  if (cost > limits.cost) {
    throw new AssayError('TOO_LARGE', `The document costs ${cost}, and ${limits.cost} is the most.`, {
      hint: 'Ask for fewer fields at once.',
    });
  }
}
