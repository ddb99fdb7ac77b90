import { AssayError } from '@assay/contract';
import { faults } from '../../file/cells.ts';
import { RecordSplitter, lineEndOf } from '../../file/record-splitter.ts';
import type { TextRecord } from '../../file/record-splitter.ts';
import type { JsonObject, Outline } from '../json-value.ts';
import { Fault, idAt, objectOf, outlineOf, parsedJson } from '../json-value.ts';
import { TextRows } from '../../stage/text-rows.ts';
import type { ToolReader, ToolStart, Verdicts, Waiting } from '../tool.ts';
import { orderCase } from './order-events.ts';
import type { Answered } from './order-events.ts';
import type { CaseEvent, Choices, Spec } from './read-event.ts';
import { readEvent, readSpec } from './read-event.ts';
import { LogRows } from './rows.ts';

/** What may be kept of a line that is set aside: nothing of prompts and answers. */
const kept: Outline = {
  texts: new Set(['run_id', 'sample_id', 'type', 'created_at', 'eval_name', 'base_eval', 'split']),
  closed: new Set(['data', 'created_by']),
};
const always = '1900-01-01T00:00:00Z';

/** What is kept of an event until all lines are read: nothing of its texts, unless the workspace keeps those. */
interface Said {
  readonly run: string;
  readonly sample: string;
  readonly event: CaseEvent;
}

interface Mentioned {
  readonly spec: Spec;
  readonly sample: string;
  readonly asked: Asked;
}

/** The prompt of a case: its hash, and the text where texts are kept. */
interface Asked {
  readonly hash: string | null;
  readonly text: string | null;
}

interface RunScope {
  readonly spec: Spec;
  readonly sample: string;
  readonly verdicts: Verdicts;
}

/** An event makes rows beside the others of its case, which may stand anywhere in the log. */
export class LogReader implements ToolReader {
  readonly splitter: RecordSplitter;
  readonly headers = 0;
  readonly #start: ToolStart;
  readonly #choices: Choices;
  readonly #rows: LogRows;
  readonly #specs = new Map<string, Spec>();
  readonly #graders = new Set<string>();
  readonly #said = new TextRows();
  #events = 0;
  readonly waiting: Waiting = {
    rows: this.#said,
    give: (said, verdicts) =>
      this.#addCase(
        said.map((text) => JSON.parse(text) as Said),
        verdicts,
      ),
  };

  constructor(start: ToolStart) {
    this.#start = start;
    this.#rows = new LogRows(start.keepsContent);
    this.splitter = new RecordSplitter({ separator: null, lineEnd: lineEndOf(start.head) });
    const { pass, fail } = start.settings;
    this.#choices = { pass: listed(pass), fail: listed(fail) };
  }

  get tables() {
    return this.#rows.all;
  }

  read(record: TextRecord, verdicts: Verdicts): void {
    const parsed = parsedJson(record.text);
    const object = objectOf(parsed?.value);
    if (object === null) return verdicts.reject(record, parsed === null ? faults.notJson : faults.notObject, null);
    try {
      this.#take(record.number, object, verdicts);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      verdicts.reject(record, error.message, outlineOf(object, kept));
    }
  }

  /** All events of the cases of one name, of however many runs. */
  #addCase(said: readonly Said[], verdicts: Verdicts): void {
    const prompts = new Map<string, Mentioned>();
    const runs = Map.groupBy(said, ({ run }) => run);
    // Runs of one file may put a case in other words: which of them is told does not depend on their order.
    for (const [run, events] of [...runs].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const [{ sample } = { sample: '' }] = events;
      const spec = this.#specOf(run);
      const asked = this.#addRun(events, { spec, sample, verdicts });
      const key = this.#caseKey(spec, sample);
      prompts.set(key, { spec, sample, asked: firstOf(prompts.get(key)?.asked, asked) });
    }
    for (const [key, mentioned] of prompts) this.#mentionCase(key, mentioned);
  }

  /** Returns the prompt of the first answer. */
  #addRun(said: readonly Said[], { spec, sample, verdicts }: RunScope): Asked {
    const events = said.map(({ event }) => event);
    const { answers, judgeCalls, others, repeats } = orderCase(events, spec.completions);
    for (const [place, answered] of answers.entries()) this.#addAnswer(answered, { spec, sample, place });
    for (const { record } of judgeCalls) verdicts.ignore(record, 'judge_call');
    for (const { record } of others) verdicts.ignore(record, 'event');
    for (const { record } of repeats) verdicts.ignore(record, 'repeat');
    const first = answers[0]?.event;
    return { hash: first?.promptHash ?? null, text: first?.texts?.prompt ?? null };
  }

  #mentionCase(key: string, { spec, sample, asked }: Mentioned): void {
    this.#rows.testCase.add(null, {
      case_version_id: key,
      case_id: `evals:case:${sample}`,
      suite_id: spec.suite,
      suite_version: spec.suiteVersion,
      workflow_id: this.#start.settings['workflow'] ?? null,
      is_automated: true,
      cluster_id: `evals:case:${sample}`,
      prompt_hash: asked.hash,
      content_text: asked.text,
      source_id: sample,
    });
  }

  #take(number: number, object: JsonObject, verdicts: Verdicts): void {
    const spec = objectOf(object['spec']);
    if (spec !== null) return this.#addSpec(readSpec(number, spec));
    if ('final_report' in object) return verdicts.ignore(number, 'report');
    const [run, sample] = [idAt(object, 'run_id'), idAt(object, 'sample_id')];
    if (run === null || sample === null) throw new Fault('it is no event of a case: it has no run_id and sample_id');
    const { hash, keepsContent } = this.#start;
    const event = readEvent(object, { record: number, choices: this.#choices, hash, keepsContent });
    if (event === null) return verdicts.ignore(number, 'event');
    const said: Said = { run, sample, event };
    this.#events += 1;
    this.#said.add(this.#events, number, [JSON.stringify(sample), JSON.stringify(said)]);
  }

  #addSpec(spec: Spec): void {
    const model = this.#start.settings['model'] ?? spec.model;
    if (model === null) throw new Fault('the spec names no model');
    this.#keepSpec({ ...spec, model });
    this.#rows.model.add(spec.record, {
      model_version_id: model,
      model_family: model,
      version_label: model,
      model_kind: 'product',
      source_id: model,
    });
  }

  /** Which of two is right is not known, and every answer of the run hangs on it. */
  #keepSpec(spec: Spec): void {
    const known = this.#specs.get(spec.run);
    if (known !== undefined && JSON.stringify({ ...known, record: 0 }) !== JSON.stringify({ ...spec, record: 0 }))
      throw new AssayError(
        'FILE_NOT_RECOGNISED',
        `${this.#start.name} holds two lines with a spec of run ${spec.run} that contradict each other.`,
        { hint: 'Take the wrong one out, or load the log of each run by itself.' },
      );
    this.#specs.set(spec.run, spec);
  }

  #specOf(run: string): Spec {
    const known = this.#specs.get(run);
    if (known !== undefined) return known;
    const model = this.#start.settings['model'] ?? null;
    if (model !== null)
      return {
        record: 0,
        run,
        model,
        judge: null,
        suite: null,
        suiteVersion: null,
        baseEval: 'unknown',
        completions: 1,
      };
    throw new AssayError(
      'FILE_NOT_RECOGNISED',
      `${this.#start.name} does not say of what model it is: the line with the spec of run ${run} is missing.`,
      {
        hint: 'Load the whole log, or name the model: --set model=NAME.',
      },
    );
  }

  #addAnswer(
    { event, status, verdicts }: Answered,
    { spec, sample, place }: { readonly spec: Spec; readonly sample: string; readonly place: number },
  ): void {
    const key = `evals:output:${spec.run}:${sample}:${place}`;
    const caseKey = this.#caseKey(spec, sample);
    const workflow = this.#start.settings['workflow'] ?? null;
    this.#rows.output.add(event.record, {
      output_id: key,
      environment: 'eval',
      model_version_id: spec.model,
      run_id: `evals:run:${spec.run}`,
      case_version_id: caseKey,
      sample_index: place,
      workflow_id: workflow,
      produced_at: event.at,
      status,
      request_class: 'unknown',
      prompt_hash: event.promptHash,
      content_text: event.texts?.answer ?? null,
      source_id: `${spec.run}:${sample}:${place}`,
      updated_at: event.at,
    });
    for (const verdict of verdicts) this.#addGrades(verdict, { output: key, spec });
  }

  /** A case of another version of its suite may ask something else. */
  #caseKey({ suiteVersion }: Spec, sample: string): string {
    return `evals:case:${sample}${suiteVersion === null ? '' : `:${suiteVersion}`}`;
  }

  #addGrades(verdict: CaseEvent, { output, spec }: { readonly output: string; readonly spec: Spec }): void {
    for (const { metric, isDefect, score, isJudge } of verdict.judgements) {
      const kind = isJudge ? 'model' : 'rule';
      const judge = isJudge && spec.judge !== null ? `:${spec.judge}` : '';
      const grader = this.#start.hash(
        `evals:${isJudge ? 'judge' : 'rule'}:${spec.baseEval}${metric === null ? '' : `:${metric}`}${judge}`,
      );
      const id = `${spec.run}:${verdict.id === '' ? verdict.at : verdict.id}${metric === null ? '' : `:${metric}`}`;
      this.#rows.grade.add(verdict.record, {
        grade_id: `evals:grade:${id}`,
        output_id: output,
        criterion: 'quality',
        grader_id: grader,
        grader_kind: kind,
        is_defect: isDefect,
        score_num: score,
        is_adjudicated: false,
        graded_at: verdict.at,
        source_id: id,
        updated_at: verdict.at,
      });
      if (this.#graders.has(grader)) continue;
      this.#graders.add(grader);
      this.#rows.grader.add(null, {
        annotator_id: grader,
        valid_from: always,
        annotator_kind: kind,
        source_id: grader,
      });
    }
  }
}

/** Of two prompts that a case is known by the one whose hash comes first. */
function firstOf(known: Asked | undefined, other: Asked): Asked {
  if (known?.hash === undefined || known.hash === null) return other;
  return other.hash !== null && other.hash < known.hash ? other : known;
}

const listed = (value: string | null | undefined): ReadonlySet<string> =>
  new Set((value ?? '').split(',').map((part) => part.trim()));
