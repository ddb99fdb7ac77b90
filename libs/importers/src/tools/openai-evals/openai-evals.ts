import { firstRecordOf } from '../../file/record-splitter.ts';
import { parameter } from '../parameter.ts';
import { jsonHead } from '../json-head.ts';
import type { ToolImporter } from '../tool.ts';
import { LogReader } from './log-reader.ts';

export const openaiEvals = {
  id: 'openai-evals',
  title: 'OpenAI Evals',
  source: 'openai_evals',
  parameters: [
    parameter('model', 'name of the model, where it is not to be that of the log'),
    parameter('workflow', 'id of the product workflow that the cases test'),
    parameter('pass', 'choices of a judge that mean a good answer, parted by commas', 'Y,Yes'),
    parameter('fail', 'choices of a judge that mean a bad answer, parted by commas', 'N,No'),
  ],
  forms: [
    {
      title: 'a log',
      recognises: (head) => isLine(firstRecordOf(head, null)),
      open: (start) => new LogReader(start),
    },
  ],
} as const satisfies ToolImporter;

/** Any line of a log may come first. */
function isLine(line: string): boolean {
  const keys = jsonHead(Buffer.from(line))?.keys ?? new Set();
  const has = (...names: readonly string[]) => names.every((name) => keys.has(name));
  const isAlone = keys.size === 1 && !line.trimStart().startsWith('[');
  return (isAlone && (has('spec') || has('final_report'))) || has('run_id', 'event_id', 'sample_id', 'type', 'data');
}
