import type { Problem, YamlDocument } from '@assay/yaml';
import { checkShape, inOrder, problemsError, readYaml } from '@assay/yaml';
import type { PageSpec } from '@assay/contract';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { checkPage } from './check-page.ts';
import type { KnownMetric } from './known.ts';
import { pageSchema } from './page-schema.ts';
import { targetsFile } from './targets.ts';
import { toPageSpec } from './to-page-spec.ts';
import { vocabularyOf } from './vocabulary.ts';

interface ReadPages {
  readonly pages: readonly PageSpec[];
  readonly problems: readonly Problem[];
}

type PageRead = { readonly page: PageSpec; readonly yaml: YamlDocument } | readonly Problem[];

function readPage(
  source: { readonly name: string; readonly file: string; readonly text: string },
  known: readonly KnownMetric[],
): PageRead {
  const yaml = readYaml(source);
  if (!('document' in yaml)) return yaml;
  const shape = checkShape(yaml, pageSchema(vocabularyOf(known)));
  if ('problems' in shape) return shape.problems;
  const problems = checkPage(shape.value, yaml, known);
  return problems.length > 0 ? problems : { page: toPageSpec(basename(source.name, '.yaml'), shape.value), yaml };
}

/** Two pages in one place of the navigation would stand in an order nobody chose. */
function checkOrder(reads: readonly Exclude<PageRead, readonly Problem[]>[]): readonly Problem[] {
  return reads.flatMap(({ page, yaml }, index) => {
    const earlier = reads.slice(0, index).find((other) => other.page.order === page.order);
    return earlier
      ? [
          yaml.problemAt(
            ['order'],
            `order ${page.order} is taken by the page "${earlier.page.id}"; expected a number of its own`,
          ),
        ]
      : [];
  });
}

function checkName(name: string, file: string): readonly Problem[] {
  if (/^[a-z][a-z0-9-]*\.yaml$/.test(name)) return [];
  return [
    {
      file,
      line: 1,
      column: 1,
      message: `the name becomes the page's address; expected small letters, digits and hyphens before .yaml`,
    },
  ];
}

/** Files of pages by name. A folder that is not there has none. */
async function pageFiles(directory: string): Promise<readonly (readonly [name: string, directory: string])[]> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => /\.ya?ml$/.test(name) && name !== targetsFile)
    .sort()
    .map((name) => [name, directory]);
}

async function readPages(directories: readonly string[], known: readonly KnownMetric[]): Promise<ReadPages> {
  const files = new Map((await Promise.all(directories.map(pageFiles))).flat());
  const reads = await Promise.all(
    [...files].map(async ([name, directory]): Promise<PageRead> => {
      const file = join(basename(directory), name);
      const badName = checkName(name, file);
      return badName.length > 0
        ? badName
        : readPage({ name, file, text: await readFile(join(directory, name), 'utf8') }, known);
    }),
  );
  const good = reads.filter((read) => 'page' in read);
  const bad = reads.flatMap((read) => ('page' in read ? [] : read));
  const pages = good.map(({ page }) => page).sort((a, b) => a.order - b.order);
  return { pages, problems: inOrder([...bad, ...checkOrder(good)]) };
}

/** Every problem of every page in the directories; none where all are well. */
export async function checkPages(
  directories: readonly string[],
  known: readonly KnownMetric[],
): Promise<readonly Problem[]> {
  return (await readPages(directories, known)).problems;
}

/**
 * The pages of the directories, in the order of the navigation; a page of a later directory takes the place of one of the
 * same name. Throws PAGE_INVALID with file, line and column.
 */
export async function loadPages(
  directories: readonly string[],
  known: readonly KnownMetric[],
): Promise<readonly PageSpec[]> {
  const { pages, problems } = await readPages(directories, known);
  if (problems.length > 0) throw problemsError('PAGE_INVALID', problems);
  return pages;
}
