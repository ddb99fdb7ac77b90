import { basename } from 'node:path';
import { AssayError, isDay } from '@assay/contract';
import type { ParameterType, RecipeParameter } from './recipe.ts';

const maxLength = 200;

/** Value of each parameter of a recipe or an importer; null where it is optional and nobody gave it. */
export type Settings = Readonly<Record<string, string | null>>;

/** What takes settings. */
export interface SettingsOwner {
  readonly name: string;
  readonly parameters: readonly RecipeParameter[];
  /** What kind of thing it is, in errors; a recipe where nothing is said. */
  readonly kind?: 'importer';
}

const called = ({ name, kind }: SettingsOwner): string => `The ${kind ?? 'recipe'} ${name}`;

/** From `--set`, else from the file's name, else the default. PARAM_INVALID for unknown, missing and malformed values. */
export function resolveSettings(owner: SettingsOwner, file: string, given: Readonly<Record<string, string>>): Settings {
  const known = owner.parameters.map((parameter) => parameter.name);
  const strange = Object.keys(given).find((name) => !known.includes(name));
  if (strange !== undefined) {
    throw new AssayError('PARAM_INVALID', `${called(owner)} has no setting "${strange}".`, {
      hint: known.length === 0 ? 'Leave --set away.' : `Settings: ${known.join(', ')}.`,
    });
  }
  return Object.fromEntries(
    owner.parameters.map((parameter) => [parameter.name, resolveOne(owner, parameter, { file, given })]),
  );
}

interface Kind {
  readonly isValid: (value: string) => boolean;
  readonly what: string;
  readonly example: string;
}

const text: Kind = {
  isValid: (value) => value.trim() !== '' && value.length <= maxLength,
  what: 'a short text',
  example: '...',
};

const kinds: Readonly<Record<ParameterType, Kind>> = {
  text,
  day: { isValid: isDay, what: 'a day', example: 'YYYY-MM-DD' },
  name: {
    isValid: (value) => /^[a-z][a-z0-9_-]{0,63}$/.test(value),
    what: 'a name of small letters, digits, _ and -',
    example: 'my_tool',
  },
  // Whether there is such a table is asked with the columns of the file.
  table: { ...text, what: 'the name of a table', example: 'fact_output' },
};

interface Sources {
  readonly file: string;
  readonly given: Readonly<Record<string, string>>;
}

function resolveOne(owner: SettingsOwner, parameter: RecipeParameter, { file, given }: Sources): string | null {
  const set = Object.hasOwn(given, parameter.name) ? given[parameter.name] : undefined;
  const value = set ?? valueInName(parameter, basename(file).replace(/\.gz$/i, '')) ?? parameter.default;
  const { isValid, what, example: like } = kinds[parameter.type];
  const example = `--set ${parameter.name}=${like}`;
  if (value === null) {
    if (!parameter.required) return null;
    const orName = parameter.fromFileName === null ? '' : `, or name the file ${parameter.fromFileName}`;
    throw new AssayError('PARAM_INVALID', `${called(owner)} needs "${parameter.name}": ${parameter.description}.`, {
      hint: `Add ${example}${orName}.`,
    });
  }
  if (isValid(value)) return value;
  throw new AssayError('PARAM_INVALID', `The setting "${parameter.name}" is not ${what}.`, {
    hint: `Write ${example}.`,
  });
}

function valueInName(parameter: RecipeParameter, fileName: string): string | null {
  if (parameter.fromFileName === null) return null;
  const [before = '', after = ''] = parameter.fromFileName.split(`<${parameter.name}>`);
  const isLike =
    fileName.startsWith(before) && fileName.endsWith(after) && fileName.length > before.length + after.length;
  return isLike ? fileName.slice(before.length, fileName.length - after.length) : null;
}
