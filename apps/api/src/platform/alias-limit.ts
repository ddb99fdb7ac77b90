import type { ASTVisitor, ValidationContext } from './graphql-js.ts';
import { GraphQLError } from './graphql-js.ts';
import { limits } from './limits.ts';

/** Aliases let one small document ask for the same thing many times. */
export function aliasLimit(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  return {
    Field(node) {
      if (!node.alias) return;
      aliases += 1;
      if (aliases === limits.aliases + 1) {
        context.reportError(
          new GraphQLError(`A document may have ${limits.aliases} aliases at most.`, { nodes: node }),
        );
      }
    },
  };
}
