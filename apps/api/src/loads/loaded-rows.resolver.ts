import { rowsInWords } from '@assay/workspace';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { LoadedRows } from './load.ts';

@Resolver(() => LoadedRows)
export class LoadedRowsResolver {
  @ResolveField(() => String, { description: 'Its rows in words; the name of a table that is not known any more.' })
  what(@Parent() { table }: LoadedRows): string {
    return rowsInWords(table);
  }
}
