import { AssayError, didYouMean } from '@assay/contract';
import { Option } from 'commander';

/** The value of an option that takes some words alone; `asked` is how it was written. */
export function choice<Value extends string>(
  given: string,
  known: readonly Value[],
  { option, asked = `${option} ${given}` }: { readonly option: string; readonly asked?: string },
): Value {
  const found = known.find((value) => value === given);
  if (found !== undefined) return found;
  throw new AssayError('PARAM_INVALID', `${asked} is not known.`, {
    hint: didYouMean(given, known) ?? `${option} takes ${known.join(', ')}.`,
  });
}

/** `--grain <grain>`, which takes some words alone and says so in its help. */
export function choiceOption(flags: string, description: string, known: readonly string[]): Option {
  const [option = flags] = flags.split(' ');
  return new Option(flags, description).choices(known).argParser((given) => choice(given, known, { option }));
}
