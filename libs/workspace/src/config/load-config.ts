import type { Day } from '@assay/contract';
import type { Problem } from '@assay/yaml';
import { checkShape, inOrder, problemsError, readYaml } from '@assay/yaml';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { AssayError } from '@assay/contract';
import { configSchema } from './config-schema.ts';
import type { Environment } from './interpolate.ts';
import { interpolate } from './interpolate.ts';

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
  /** ISO 4217 code. */
  readonly currency: string | null;
  /** Absolute path. */
  readonly database: string | null;
  /** Loads keep texts of prompts and outputs, in `ref_content` alone. */
  readonly keepContent: boolean;
  readonly sample: SampleChoice;
  /** Always one of this machine alone. */
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
  currency: null,
  database: null,
  keepContent: false,
  sample: { through: null, seed: 0 },
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

async function readConfig({ directory, environment = process.env }: ConfigPlace): Promise<Config | readonly Problem[]> {
  const text = await readIfThere(join(directory, configFile));
  if (text === null) return defaults;
  const yaml = readYaml({ file: configFile, text });
  if (!('document' in yaml)) return yaml;
  // A file of comments alone says nothing, which is fine.
  if (yaml.document.contents === null) return defaults;
  const unfilled = interpolate(yaml, environment);
  if (unfilled.length > 0) return unfilled;
  const shape = checkShape(yaml, configSchema, { isEchoed: false });
  if ('problems' in shape) return shape.problems;
  const { workspace, database, keep_content: keepContent, sample, host, port } = shape.value;
  return {
    zone: workspace?.zone ?? defaults.zone,
    currency: workspace?.currency ?? null,
    database: database ? (isAbsolute(database) ? database : join(directory, database)) : null,
    keepContent: keepContent ?? defaults.keepContent,
    sample: { through: sample?.through ?? null, seed: sample?.seed ?? 0 },
    host: host ?? null,
    port: port ?? null,
  };
}

const isConfig = (read: Config | readonly Problem[]): read is Config => 'zone' in read;

/** Every problem of `assay.yaml`; none where there is no such file. */
export async function checkConfig(place: ConfigPlace): Promise<readonly Problem[]> {
  const read = await readConfig(place);
  return isConfig(read) ? [] : inOrder(read);
}

/** Reads `assay.yaml`, which need not be there. Throws CONFIG_INVALID with file, line and column. */
export async function loadConfig(place: ConfigPlace): Promise<Config> {
  const read = await readConfig(place);
  if (isConfig(read)) return read;
  throw problemsError('CONFIG_INVALID', read);
}
