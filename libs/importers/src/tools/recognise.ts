import { AssayError, didYouMean } from '@assay/contract';
import { wrongTextKind } from '../file/content-kind.ts';
import { locateFile } from '../file/locate.ts';
import { hasNoRecords, notRecognised } from '../file/not-recognised.ts';
import { maxRecordBytes } from '../file/record-splitter.ts';
import { readHead } from '../file/source-file.ts';
import type { Head } from '../file/source-file.ts';
import { jsonHead } from './json-head.ts';
import { listRecipes } from '../recipe/read-recipe.ts';
import { recipeOfHead } from './recipe-of-head.ts';
import { toolIds, tools } from './registry.ts';
import type { ToolForm, ToolImporter } from './tool.ts';

/** A file of a tool, known by its content. */
export interface ToolFile extends Head {
  readonly name: string;
  readonly path: string;
  readonly importer: ToolImporter;
  readonly form: ToolForm;
}

export interface ToolQuestion {
  /** As the person gave it. */
  readonly file: string;
  /** Where it lies, when `file` does not say so from the process's own working directory. */
  readonly path?: string;
  /** What `--from` says; undefined where the content has to say it. */
  readonly from: string | undefined;
  readonly recipesDirectory: string;
}

/** The importer that `--from` names. PARAM_INVALID names those there are. */
export function toolOf(id: string): ToolImporter {
  const found = toolIds.find((each) => each === id);
  if (found !== undefined) return tools[found];
  throw new AssayError('PARAM_INVALID', `There is no importer for "${id}".`, {
    hint: didYouMean(id, toolIds) ?? `Tools: ${toolIds.join(', ')}.`,
  });
}

/**
 * What export a file is, by how it begins. FILE_NOT_RECOGNISED for a file of no tool, of more than one, or of another
 * than `--from` says: the error names what it may be.
 */
export async function recogniseTool(question: ToolQuestion): Promise<ToolFile> {
  const { file: name, from } = question;
  const asked = from === undefined ? undefined : toolOf(from);
  const path = await locateFile(name, question.path);
  const found = await readTellingHead(path, name);
  const wrong = wrongTextKind(found.head);
  if (found.head.length === 0) throw hasNoRecords(name, 'is empty');
  if (wrong !== null) throw notRecognised(name, `is ${wrong.what}, not ${exportOf(asked)}`, wrong.instead);
  const candidates = candidatesOf(found.head);
  const [first, ...others] = asked === undefined ? candidates : candidates.filter(({ importer }) => importer === asked);
  if (first === undefined) throw await notKnown(question, found.head, candidates);
  const rival = others.find(({ importer }) => importer !== first.importer);
  if (rival !== undefined) throw ambiguous(name, candidates);
  return { ...found, name, path, ...first };
}

/** A first record of JSON may be as long as any: what tells its tool can stand behind a long text. */
async function readTellingHead(path: string, name: string): Promise<Head> {
  const found = await readHead(path, name);
  const isKnown = candidatesOf(found.head).length > 0;
  return isKnown || jsonHead(found.head) === null ? found : await readHead(path, name, maxRecordBytes);
}

type Candidate = Pick<ToolFile, 'importer' | 'form'>;

function candidatesOf(head: Buffer): readonly Candidate[] {
  return toolIds.flatMap((id) => {
    const importer: ToolImporter = tools[id];
    return importer.forms.filter((form) => form.recognises(head)).map((form) => ({ importer, form }));
  });
}

const exportOf = (importer: ToolImporter | undefined): string =>
  importer === undefined ? 'an export' : `an export of ${importer.title}`;

async function notKnown(question: ToolQuestion, head: Buffer, candidates: readonly Candidate[]): Promise<AssayError> {
  const { file: name, from, recipesDirectory } = question;
  const asked = from === undefined ? undefined : toolOf(from);
  const [looks] = candidates;
  if (asked !== undefined && looks !== undefined) {
    const what = `is not ${exportOf(asked)}: it looks like ${looks.form.title} of ${looks.importer.title}`;
    return notRecognised(name, what, `Use --from ${looks.importer.id}.`);
  }
  const what = asked === undefined ? 'is not an export that Assay knows' : `is not ${exportOf(asked)}`;
  const recipe = await recipeOfHead(head, recipesDirectory);
  if (recipe !== null)
    return notRecognised(name, what, `It has the columns of the recipe ${recipe}: use --recipe ${recipe}.`);
  const forms = asked?.forms.map(({ title }) => title).join(', ');
  const recipes = (await listRecipes(recipesDirectory)).join(', ');
  const offer = `--from ${toolIds.join(', ')}; --recipe ${recipes}, or a folder of your own`;
  return notRecognised(name, what, forms === undefined ? `Say what it is: ${offer}.` : `It reads ${forms}.`);
}

function ambiguous(name: string, candidates: readonly Candidate[]): AssayError {
  const titles = candidates.map(({ importer, form }) => `${form.title} of ${importer.title}`);
  const ids = [...new Set(candidates.map(({ importer }) => `--from ${importer.id}`))];
  return notRecognised(name, `may be ${titles.join(' or ')}`, `Say which: ${ids.join(' or ')}.`);
}
