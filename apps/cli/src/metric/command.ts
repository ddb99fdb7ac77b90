import { grains } from '@assay/contract';
import { Command } from 'commander';
import { choiceOption } from '../flags/choice.ts';
import { collect } from '../flags/pair.ts';
import type { Shell } from '../shell/shell.ts';
import type { MetricFlags } from './request.ts';

/** Each works on the sample as it stands; `help-examples.test.ts` runs them. */
const examples = `
Examples:
  assay metric accepted_items --last 13w --grain week
  assay metric over_refusal_rate --where environment=production --last 3m --compare previous
  assay metric cost_per_accepted_label --by vendor --last 3m`;

/** `assay metric ID...`: numbers of the registry with n, interval, parts, status and verdict. */
export function metricCommand(shell: Shell): Command {
  return new Command('metric')
    .description('show one or more metrics with n, interval, parts and verdict')
    .argument('[id...]', 'metrics, e.g. accepted_items')
    .option('--last <period>', 'whole periods that have ended, e.g. 13w, 3m, 2q, 7d')
    .option('--from <day>', 'first day of the period, e.g. 2026-08-01')
    .option('--to <day>', 'the day after its last, e.g. 2026-09-01')
    .addOption(choiceOption('--grain <grain>', 'one number a period', grains).default('none'))
    .option('--by <dimension>', 'split by a dimension; at most two', collect)
    .option('--where <dim=value>', 'only these; the same dimension twice means either, DIM= means not known', collect)
    .option('--compare <what>', 'previous, last-year, DIM=VALUE or rest=DIM: all its other values')
    .option('--paired', 'with --compare DIM=VALUE: case by case, only cases that both sides answered')
    .option(
      '--param <key=value>',
      'grade_basis=best, human, judge or corrected; label_basis=current or as_graded; vote=majority, any or all; money_basis=service or ledger; currency=EUR; budget_version=NAME; scope=vendor or full; item_basis=restated or ledger; answer_scale=nominal, ordinal or interval; answer_cut=NUMBER',
      collect,
    )
    .option('--limits', 'say how each series usually runs: its range, periods outside it, changes of level')
    .option(
      '--restated',
      'with --grain: mark finished periods that moved after their rows were to change no more (at most 12 states of the data back)',
    )
    .option('--as-of <instant>', 'as it was known then: a day (its start in UTC) or an instant')
    .option('--json', 'print one JSON document')
    .option('--db <file>', 'embedded database to read')
    .addHelpText('after', examples)
    .action(async (ids: readonly string[], flags: MetricFlags) => {
      const { answerMetrics } = await import('./answer.ts');
      shell.finish(await answerMetrics(ids, flags, shell.terminal));
    });
}
