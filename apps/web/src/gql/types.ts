import type { ResultOf, VariablesOf } from 'gql.tada';
import type { explainDocument, membersDocument, rowsDocument } from './behind-documents.ts';
import type { findingsDocument, loadsDocument, quarantineDocument, targetsDocument } from './inventory-documents.ts';
import type { pageDocument } from './page-document.ts';
import type { panelsDocument } from './panels-document.ts';

/** What the API answers and takes, as the documents of this folder ask it. */
export type PageAnswer = ResultOf<typeof pageDocument>;
export type Page = PageAnswer['page'];
export type Viewer = PageAnswer['viewer'];
export type Freshness = PageAnswer['freshness'];
export type MetricDefinition = PageAnswer['catalogue'][number];
export type MetricId = MetricDefinition['id'];
export type PageLink = PageAnswer['pages'][number];
export type PanelSpec = Page['panels'][number];
export type PanelKind = PanelSpec['__typename'];
export type SpecOf<Kind extends PanelKind> = Extract<PanelSpec, { __typename: Kind }>;

export type PanelInput = VariablesOf<typeof panelsDocument>['requests'][number];
export type CellInput = VariablesOf<typeof rowsDocument>['cell'];
export type PeriodInput = PanelInput['period'];
export type CompareInput = NonNullable<PanelInput['compare']>;
export type Filter = PanelInput['where'][number];

export type PanelResult = ResultOf<typeof panelsDocument>['panels'][number];
export type PanelReady = Extract<PanelResult, { __typename: 'PanelReady' }>;
export type MissingMetric = PanelResult['missing'][number];
export type HealthNote = NonNullable<PanelReady['notes']>[number];
export type BreakMark = PanelReady['breaks'][number];
export type Bucket = PanelReady['buckets'][number];
export type Series = PanelReady['series'][number];
export type Slice = Series['by'][number];
export type Target = NonNullable<Series['target'][number]>;
export type Change = NonNullable<Series['change'][number]>;
export type Caveat = Series['caveats'][number][number];

export type RowPage = ResultOf<typeof rowsDocument>['rows'];
export type Explanation = ResultOf<typeof explainDocument>['query'];
export type LoadPage = ResultOf<typeof loadsDocument>['loads'];
export type Load = LoadPage['loads'][number];
export type QuarantineEntry = ResultOf<typeof quarantineDocument>['quarantine']['entries'][number];
export type MetricTarget = ResultOf<typeof targetsDocument>['targets'][number];
export type Finding = ResultOf<typeof findingsDocument>['findings'][number];

export type Member = ResultOf<typeof membersDocument>['dimension'][number];
