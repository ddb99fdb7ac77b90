import { AssayError } from '@assay/contract';
import type { ListQuestion } from '@assay/workspace';
import { ArgsType, Field, ID, Int } from '@nestjs/graphql';
import { limits } from '../platform/limits.ts';

@ArgsType()
export class ListArgs {
  @Field(() => String, { nullable: true })
  readonly after?: string | null;

  @Field(() => Int, { nullable: true })
  readonly first?: number | null;
}

@ArgsType()
export class QuarantineArgs extends ListArgs {
  @Field(() => ID, { description: 'Id of the load.' })
  readonly load!: string;
}

const defaultFirst = 50;

export function listQuestion({ after, first }: ListArgs): ListQuestion {
  const size = first ?? defaultFirst;
  if (size < 1 || size > limits.rowsOnPage) {
    throw new AssayError('PARAM_INVALID', `A page has from 1 to ${limits.rowsOnPage} rows.`);
  }
  return { after: after ?? null, first: size };
}
