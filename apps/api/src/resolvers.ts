import { CatalogueResolver } from './catalogue/catalogue.resolver.ts';
import { DimensionsResolver } from './dimensions/dimensions.resolver.ts';
import { FindingsResolver } from './findings/findings.resolver.ts';
import { FreshnessResolver } from './freshness/freshness.resolver.ts';
import { HealthResolver } from './health/health.resolver.ts';
import { LoadedRowsResolver } from './loads/loaded-rows.resolver.ts';
import { LoadsResolver } from './loads/loads.resolver.ts';
import { PagesResolver } from './pages/pages.resolver.ts';
import { PanelsResolver } from './panels/panels.resolver.ts';
import { QueryResolver } from './panels/query.resolver.ts';
import { RowsResolver } from './panels/rows.resolver.ts';
import { ViewerResolver } from './viewers/viewer.resolver.ts';

/** Everything the schema is made of; a test compares it with what the running server says. */
export const resolvers = [
  CatalogueResolver,
  DimensionsResolver,
  FindingsResolver,
  FreshnessResolver,
  HealthResolver,
  LoadedRowsResolver,
  LoadsResolver,
  PagesResolver,
  PanelsResolver,
  QueryResolver,
  RowsResolver,
  ViewerResolver,
] as const;
