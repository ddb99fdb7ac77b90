import type { RawBuilder } from 'kysely';
import type { Tables } from '../tables.ts';
import { sql } from 'kysely';

/** Ids of annotators who are no people, once each however many versions of them there are. */
export const automaticAnnotators = (tables: Tables): RawBuilder<unknown> => sql`
      select distinct annotator_id from ${tables('dim_annotator')} p where voided_at is null and annotator_kind <> 'human'`;
