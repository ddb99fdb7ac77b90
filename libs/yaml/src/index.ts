export { checkShape } from './check-shape.ts';
export { readYaml } from './document.ts';
export type { YamlDocument } from './document.ts';
export { jsonSchemaText } from './json-schema.ts';
export { formatProblem, inOrder, problemsError } from './problem.ts';
export type { Problem } from './problem.ts';
export { listOf, mapping, maybe, oneOf, oneOfThese, text } from './shapes.ts';
