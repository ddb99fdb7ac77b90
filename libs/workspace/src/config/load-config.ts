import type { Day, Role } from '@assay/contract';
import type { Problem } from '@assay/yaml';
import { checkShape, inOrder, problemsError, readYaml } from '@assay/yaml';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type * as v from 'valibot';
import { AssayError } from '@assay/contract';
import { usualContentRoles } from '@assay/metrics';
import { configSchema } from './config-schema.ts';
import type { Environment } from './interpolate.ts';
import { interpolate } from './interpolate.ts';
import { howToOpen, isLoopback } from './loopback.ts';
import type { ViewerEntry } from './read-viewers.ts';
import { readViewers } from './read-viewers.ts';

export const configFile = 'assay.yaml';

/** Which sample is shown where no data has been loaded. */
export interface SampleChoice {
  /** Its last day, a Sunday; null is the last one before today. */
  readonly through: Day | null;
  readonly seed: number;
}

/** What `assay.yaml` says, with its defaults; null is left to whoever opens or listens. */
export interface Config {
  /** IANA name. */
  readonly zone: string;
  /** Month (1 to 12) on whose first day the fiscal year begins. */
  readonly yearStarts: number;
  /** ISO 4217 code. */
  readonly currency: string | null;
  /** Live golden cases from which on a workflow counts as tested. */
  readonly coverageCases: number;
  /** Absolute path. */
  readonly database: string | null;
  /** Loads keep texts of prompts and outputs, in `ref_content` alone. */
  readonly keepContent: boolean;
  readonly sample: SampleChoice;
  /** Whether viewers are named. Their tokens are asked for by `loadViewers` alone: most commands need none. */
  readonly hasViewers: boolean;
  /** Roles that may read texts. */
  readonly contentRoles: readonly Role[];
  /** Whether results of pages are remembered. */
  readonly cache: boolean;
  /** One that other machines can reach only where there are viewers. */
  readonly host: string | null;
  readonly port: number | null;
}

export interface ConfigPlace {
  /** Folder that holds `assay.yaml`. */
  readonly directory: string;
  /** Where `${NAME}` is looked up; the process's own environment by default. */
  readonly environment?: Environment;
}

const defaults: Config = {
  zone: 'UTC',
  yearStarts: 1,
  currency: null,
  coverageCases: 20,
  database: null,
  keepContent: false,
  sample: { through: null, seed: 0 },
  hasViewers: false,
  contentRoles: usualContentRoles,
  cache: true,
  host: null,
  port: null,
};

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new AssayError('CONFIG_INVALID', `${configFile} cannot be read (${code ?? 'unknown reason'}).`, {
      hint: 'It has to be a file that you may read.',
      cause: error,
    });
  }
}

/** A configuration with what it says of viewers, whose secrets are not read yet. */
interface Written {
  readonly config: Config;
  readonly viewers: (isNeeded: boolean) => ReturnType<typeof readViewers>;
}

const nothingWritten: Written = { config: defaults, viewers: () => Promise.resolve([]) };

async function readConfig({
  directory,
  environment = process.env,
}: ConfigPlace): Promise<Written | readonly Problem[]> {
  const text = await readIfThere(join(directory, configFile));
  if (text === null) return nothingWritten;
  const yaml = readYaml({ file: configFile, text });
  if (!('document' in yaml)) return yaml;
  // A file of comments alone says nothing, which is fine.
  if (yaml.document.contents === null) return nothingWritten;
  const unfilled = interpolate(yaml, environment);
  if (unfilled.length > 0) return unfilled;
  const shape = checkShape(yaml, configSchema, { isEchoed: false });
  if ('problems' in shape) return shape.problems;
  const config = configOf(shape.value, directory);
  if (config.host !== null && !isLoopback(config.host) && !config.hasViewers) {
    return [
      yaml.problemAt(
        ['host'],
        `host can be reached from other machines, and nobody is asked who they are; ${howToOpen}`,
      ),
    ];
  }
  const viewers = shape.value.viewers ?? [];
  return { config, viewers: (isNeeded) => readViewers(viewers, { yaml, directory, environment, isNeeded }) };
}

function configOf(written: v.InferOutput<typeof configSchema>, directory: string): Config {
  const { workspace, database, keep_content: keepContent, sample, host, port } = written;
  return {
    zone: workspace?.zone ?? defaults.zone,
    yearStarts: workspace?.fiscal_year_starts ?? defaults.yearStarts,
    currency: workspace?.currency ?? null,
    coverageCases: workspace?.coverage_cases ?? defaults.coverageCases,
    database: database ? (isAbsolute(database) ? database : join(directory, database)) : null,
    keepContent: keepContent ?? defaults.keepContent,
    sample: { through: sample?.through ?? null, seed: sample?.seed ?? 0 },
    hasViewers: (written.viewers ?? []).length > 0,
    contentRoles: written.content_roles ?? defaults.contentRoles,
    cache: written.cache !== 'off',
    host: host ?? null,
    port: port ?? null,
  };
}

const isWritten = (read: Written | readonly Problem[]): read is Written => 'config' in read;

/** Every problem of `assay.yaml`; none where there is no such file. */
export async function checkConfig(place: ConfigPlace): Promise<readonly Problem[]> {
  const read = await readConfig(place);
  if (!isWritten(read)) return inOrder(read);
  const viewers = await read.viewers(false);
  return 'problems' in viewers ? inOrder(viewers.problems) : [];
}

/** Reads `assay.yaml`, which need not be there. Throws CONFIG_INVALID with file, line and column. */
export async function loadConfig(place: ConfigPlace): Promise<Config> {
  const read = await readConfig(place);
  if (isWritten(read)) return read.config;
  throw problemsError('CONFIG_INVALID', read);
}

/** The viewers that `assay.yaml` names, with what their tokens are known by. Throws CONFIG_INVALID as `loadConfig`. */
export async function loadViewers(place: ConfigPlace): Promise<readonly ViewerEntry[]> {
  const read = await readConfig(place);
  if (!isWritten(read)) throw problemsError('CONFIG_INVALID', read);
  const viewers = await read.viewers(true);
  if ('problems' in viewers) throw problemsError('CONFIG_INVALID', viewers.problems);
  return viewers;
}
