import type { Asker } from '@assay/workspace';
import { Context, Query, Resolver } from '@nestjs/graphql';
import { Viewer } from './viewer.ts';

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer)
  viewer(@Context('asker') { viewer }: Asker): Viewer {
    return { role: viewer.role, name: 'name' in viewer && typeof viewer.name === 'string' ? viewer.name : null };
  }
}
