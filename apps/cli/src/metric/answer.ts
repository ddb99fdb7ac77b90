import type { MissingMetric, PanelAnswer, PanelRequest } from '@assay/contract';
import { AssayError } from '@assay/contract';
import { metricIds, metricOf } from '@assay/metrics';
import type { Asker, Workspace } from '@assay/workspace';
import { askerOf } from '../asker.ts';
import { openData } from '../open-data.ts';
import { usageError } from '../flags/usage.ts';
import type { ExitCode } from '../shell/exit-code.ts';
import { exitCodeOf } from '../shell/exit-code.ts';
import { interruptible } from '../shell/interrupt.ts';
import { printJson } from '../shell/shell.ts';
import type { Terminal } from '../shell/terminal.ts';
import type { Beside } from './companions.ts';
import { besideOf, besideRequest } from './companions.ts';
import { metricDocument } from './json.ts';
import type { MetricFlags } from './request.ts';
import { requestOf } from './request.ts';
import { notesText } from './notes.ts';
import { metricText } from './text.ts';

type Known = Exclude<PanelAnswer, { readonly kind: 'failed' }>;

export async function answerMetrics(ids: readonly string[], flags: MetricFlags, terminal: Terminal): Promise<ExitCode> {
  const request = requestOf(ids, flags);
  // Before the data is opened, which takes a while the first time.
  checkNames(request.metrics);
  const askerFor = await askerOf(terminal);
  const workspace = await openData(terminal, { db: flags.db });
  try {
    const asked = await interruptible((signal) => ask(workspace, request, askerFor(signal)));
    print({ ...asked, request, workspace, terminal, json: flags.json === true });
    return exitOf(asked.answer);
  } finally {
    await workspace.close();
  }
}

function checkNames(ids: readonly string[]): void {
  if (ids.length === 0) throw usageError('Name at least one metric.', `Metrics: ${metricIds.join(', ')}.`);
  for (const id of ids) metricOf(id);
}

interface Asked {
  readonly answer: Known;
  readonly beside: Beside | null;
}

async function ask(workspace: Workspace, request: PanelRequest, asker: Asker): Promise<Asked> {
  const { catalogue } = workspace;
  const companions = besideRequest(request, catalogue);
  const [answer, beside] = await workspace.answer(companions ? [request, companions] : [request], asker);
  if (!answer) throw new AssayError('INTERNAL', 'The question came back without an answer.');
  if (answer.kind === 'empty' && answer.reason === 'no_access') {
    throw new AssayError('FORBIDDEN', answer.message, { hint: answer.hint });
  }
  if (answer.kind !== 'failed') return { answer, beside: besideOf(beside, catalogue) };
  throw new AssayError(answer.code, answer.message, answer.hint === null ? {} : { hint: answer.hint });
}

/** Numbers of some metrics are no answer of the others: a script is told. */
function exitOf({ missing = [] }: Known): ExitCode {
  const codes = missing.map(({ why }) => {
    if (why.kind === 'failed') return exitCodeOf(why.code);
    return why.reason === 'no_access' ? exitCodeOf('FORBIDDEN') : 0;
  });
  return codes.find((code) => code !== 0) ?? 0;
}

interface Printing extends Asked {
  readonly request: PanelRequest;
  readonly workspace: Workspace;
  readonly terminal: Terminal;
  readonly json: boolean;
}

const sayMissing = ({ metric, why: { message, hint } }: MissingMetric): string =>
  `${[`${metric}: ${message}`, hint].filter(Boolean).join(' ')}\n`;

function print({ request, answer, beside, workspace, terminal, json }: Printing): void {
  if (workspace.isSample) terminal.err('These are the built-in sample data. `assay load` brings your own.\n');
  if (json) printJson(terminal, metricDocument(request, { answer, beside }, workspace));
  if (answer.kind === 'empty') {
    const each = (answer.missing ?? []).map(sayMissing);
    terminal.err(each.length > 0 ? each.join('') : `${answer.message}\n${answer.hint}\n`);
    return;
  }
  for (const each of answer.missing) terminal.err(sayMissing(each));
  if (json) return;
  const missing = new Set(answer.missing.map(({ metric }) => metric));
  const cards = workspace.catalogue.filter(({ id }) => request.metrics.includes(id) && !missing.has(id));
  terminal.out(
    [
      ...cards.flatMap((card) => [
        metricText(card, { answer, compare: request.compare }, terminal.outStyle),
        ...(beside?.of(card) ?? []).map((companion) =>
          metricText(companion, { answer: beside?.answer ?? answer, compare: null, beside: card }, terminal.outStyle),
        ),
      ]),
      ...notesText(answer.notes, terminal.outStyle),
    ].join('\n'),
  );
}
