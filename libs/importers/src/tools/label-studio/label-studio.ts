import { parameter } from '../parameter.ts';
import type { ToolImporter } from '../tool.ts';
import { csvExport, jsonMinExport, tsvExport } from './flat-export.ts';
import { jsonExport } from './json-export.ts';

export const labelStudio = {
  id: 'label-studio',
  title: 'Label Studio',
  source: 'label_studio',
  parameters: [
    parameter('task', 'id of the task, where it is not to be that of the project'),
    parameter('rubric', 'version of the labelling instructions', '1'),
    parameter('vendor', 'id of the vendor whose people labelled'),
    parameter('multiple', 'questions that may be answered with several choices, parted by commas'),
    parameter('questions', 'of a JSON-MIN, CSV or TSV export: the columns that hold answers, parted by commas'),
    parameter('texts', 'of those the ones that hold free text, of which only a hash is kept'),
    parameter('instance', 'name of the Label Studio, where there is more than one'),
  ],
  forms: [jsonExport, jsonMinExport, csvExport, tsvExport],
} as const satisfies ToolImporter;
