import { labelStudio } from './label-studio/label-studio.ts';
import { openaiEvals } from './openai-evals/openai-evals.ts';
import type { ToolImporter } from './tool.ts';

type NamedByKey<Tools> = { readonly [Id in keyof Tools]: ToolImporter & { readonly id: Id } };

/** An importer under any id but its own fails the compile. */
function registerTools<const Tools extends NamedByKey<Tools>>(tools: Tools): Tools {
  return tools;
}

/** Every tool whose exports can be loaded, in the order in which they are named. */
export const tools = registerTools({
  'label-studio': labelStudio,
  'openai-evals': openaiEvals,
});

export const toolIds = Object.keys(tools) as readonly (keyof typeof tools)[];
