import { str } from '../column.ts';
import { table } from '../table.ts';

export const refContent = table({
  name: 'ref_content',
  rows: 'texts',
  kind: 'ref',
  family: 'Reference rates',
  core: false,
  changes: 'none',
  grain: 'one row per kept text',
  source: 'the texts that a load brings along, where the workspace keeps them',
  note: 'Filled only with `keep_content: true` (the sample has it on, with made-up texts). Reading a failing example is what a reviewer comes for, so rows behind a number show it where it is kept and the role allows, else link to the source.',
  cluster: ['content_uri'],
  columns: [
    str(
      'content_uri',
      "'assay:content:' + keyed hash of the text; what content_uri columns of other tables then point to",
      { key: 1, maxBytes: 2048 },
    ),
    str('kind', 'what the text is', { oneOf: ['prompt', 'output', 'item', 'rationale'] }),
    str('text', 'the text itself', { pii: 'content', maxBytes: 65_535 }),
    str('language', 'BCP 47 primary tag', { maybe: true }),
  ],
});
