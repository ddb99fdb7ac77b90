import type { Ask, Oracle, SaidOf } from './ask.ts';
import type { ShareRow } from './share.ts';
import type { Verdict } from './verdict.ts';
import type { World } from './world.ts';
import { inSight, numbersOf, sliceOf } from './ask.ts';
import { brokenOutput, notesOf, placedOutputs } from './outputs.ts';
import { sayShare } from './share.ts';
import { Regrades } from './regrades.ts';
import { Modes, unlabelled } from './taxonomy.ts';

const dimension = 'failure_mode';
/** All modes together that are for what is none of the others. */
const catchAll = '~catch_all';

interface Standing {
  /** Modes that labels which stand were given. */
  readonly own: readonly string[];
  /** These and all above them. */
  readonly all: readonly string[];
}

/**
 * Modes of one failing output: of people deciding together a strict majority (or any, or all) gave a label of a mode or of one below it, of
 * others anybody (model.md section 6). What fails without any of its own has one in name.
 */
function standing({ deciding, labelled }: Verdict, modes: Modes): Standing {
  const labels = deciding.map(({ grades }) =>
    grades.filter(({ is_defect }) => is_defect === true).flatMap(({ node_version_id: id }) => modes.of(id) ?? []),
  );
  const named = [...new Set(labels.flat().flatMap(({ own, above }) => [own, ...above]))];
  const all = named.filter((mode) => {
    const votes = labels.filter((own) => own.some((label) => label.own === mode || label.above.includes(mode))).length;
    if (labelled === 'majority') return votes * 2 > deciding.length;
    return labelled === 'all' ? votes === deciding.length : votes > 0;
  });
  const own = all.filter((mode) => labels.flat().some((label) => label.own === mode));
  return own.length > 0 ? { own, all } : { own: [unlabelled], all: [...all, unlabelled] };
}

interface FailingRow extends ShareRow {
  readonly isFailing: boolean;
}

/** What part of an output's failing lies in each mode, and in those that are for what is none of the others. */
function portionsOf({ own, all }: Standing, modes: Modes): ReadonlyMap<string, number> {
  const part = (of: readonly string[]): number => of.length / own.length;
  const under = (mode: string): readonly string[] => own.filter((each) => modes.isUnder(each, mode));
  const parts = all.map((mode) => [mode, part(under(mode))] as const);
  if (own.length === 0) return new Map(parts);
  return new Map([...parts, [catchAll, part(own.filter((mode) => modes.isCatchAll(mode)))]]);
}

/** E9: of a rate each failing output counts for each of its modes; of a share it spreads one evenly over its own. */
function rowsOf(world: World, ask: Ask, isShare: boolean): readonly FailingRow[] {
  const modes = new Modes(world, ask.now);
  return placedOutputs(world, ask).map((graded): FailingRow => {
    const found = graded.verdictOn('failure_mode');
    const verdict = found?.verdict ?? null;
    const fate = verdict === 'disputed' ? 'disputed' : verdict === null ? 'unexamined' : 'counts';
    const isFailing = found !== null && verdict === 'defect';
    const { own, all } = isFailing ? standing(found, modes) : { own: [], all: [] };
    return {
      ...graded.place,
      fate: brokenOutput(graded) ?? fate,
      isFailing,
      is: isFailing ? ['failing', ...all, ...(own.some((mode) => modes.isCatchAll(mode)) ? [catchAll] : [])] : [],
      notes: notesOf(graded, found),
      isBeside: isShare && !isFailing,
      ...(isShare ? { portions: portionsOf({ own, all }, modes) } : {}),
    };
  });
}

/** A share is of what fails: where nothing does it has nothing to say, but of what is left out. */
const isOwn = ({ fate, isBeside }: FailingRow): boolean => fate !== 'counts' || isBeside !== true;

const ruleFor = (kind: string) => ({ kinds: [], value: [kind], minimum: 'N30', grey: ['disputed'] }) as const;

/** Every mode that a failing output of the days asked for has is spoken of in every slice of the other dimensions. */
function byMode(rows: readonly FailingRow[], ask: Ask): readonly SaidOf[] {
  const counted = inSight(rows, ask).filter(({ fate, isFailing }) => fate === 'counts' && isFailing);
  const asked = (ask.also ?? []).map((slice) => slice[dimension] ?? '');
  const modes = new Set([...counted.flatMap(({ is }) => is), ...asked]);
  const others = ask.by.filter((id) => id !== dimension);
  const alone = { ...ask, by: others, also: (ask.also ?? []).map((slice) => sliceOf(slice, others)) };
  return [...modes]
    .filter((mode) => mode !== 'failing' && mode !== catchAll)
    .flatMap((mode) =>
      numbersOf(rows, alone, {
        isOwn,
        say: (own) => {
          const said = sayShare(own, ruleFor(mode));
          return { ...said, rows: said.numeratorRows };
        },
      }).map((number) => ({ ...number, by: { ...number.by, [dimension]: mode } })),
    );
}

const failureModes =
  (isShare: boolean) =>
  (world: World): Oracle =>
  (ask) => {
    const rows = rowsOf(world, ask, isShare);
    const numbers = ask.by.includes(dimension)
      ? byMode(rows, ask)
      : numbersOf(rows, ask, { isOwn, say: (own) => sayShare(own, ruleFor('failing')) });
    return new Regrades(world, ask).said(numbers, ['failure_mode']);
  };

/** Examined outputs that fail, or that fail in a mode. */
export const failureModeRate = failureModes(false);

/** A part of all failing that no single mode is. */
const partOfFailing =
  (kind: string) =>
  (world: World): Oracle =>
  (ask) => {
    const numbers = numbersOf(rowsOf(world, ask, true), ask, {
      isOwn,
      say: (own) => sayShare(own, ruleFor(kind)),
    });
    return new Regrades(world, ask).said(numbers, ['failure_mode']);
  };

/** Failing outputs of which no mode stands. */
export const unlabelledFailureShare = partOfFailing(unlabelled);

/** Failing in modes that are for what is none of the others. */
export const catchAllShare = partOfFailing(catchAll);

/** What part of all failing a mode is. */
export const failureModeShare = failureModes(true);
