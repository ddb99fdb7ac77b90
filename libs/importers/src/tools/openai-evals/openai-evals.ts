import type { ToolImporter } from '../tool.ts';

export const openaiEvals = {
  id: 'openai-evals',
  title: 'OpenAI Evals',
  source: 'openai_evals',
  parameters: [],
  forms: [],
} as const satisfies ToolImporter;
