import { parameter } from '../parameter.ts';
import type { ToolImporter } from '../tool.ts';
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
    parameter('instance', 'name of the Label Studio, where there is more than one'),
  ],
  forms: [jsonExport],
} as const satisfies ToolImporter;
