import { JsonSplitter } from '../../file/json-splitter.ts';
import { faults } from '../../file/cells.ts';
import type { TextRecord } from '../../file/record-splitter.ts';
import { jsonHead } from '../json-head.ts';
import type { JsonObject, Outline } from '../json-value.ts';
import { Fault, canonicalJson, exactAt, idAt, objectOf, outlineOf, parsedJson, picked, textOf } from '../json-value.ts';
import type { ToolForm, ToolReader, ToolStart, Verdicts } from '../tool.ts';
import type { Answer } from './answers.ts';
import { answersOf, emptyAnswer, noAnswer, textOfAnswer } from './answers.ts';
import type { Submission } from './milestones.ts';
import { milestonesOf, submissionOf } from './milestones.ts';
import type { Names, TaskNames } from './names.ts';
import { namesOf } from './names.ts';
import type { Annotation, Review, Task } from './read-task.ts';
import { compareInstants, readTask, timeOf } from './read-task.ts';
import { ExportRows, Mentions, always, noQuestion } from './rows.ts';

/** What may be kept of a task that is set aside: what was labelled and by whom is left out. */
const kept: Outline = {
  texts: new Set(['id', 'type', 'from_name', 'to_name', 'origin', 'created_at', 'updated_at', 'last_action']),
  closed: new Set(['data', 'meta', 'completed_by', 'created_by', 'updated_by', 'comment_authors']),
};

export const jsonExport: ToolForm = {
  title: 'a JSON export',
  recognises: (head) => {
    const found = jsonHead(head);
    if (found === null) return false;
    const { keys, inner } = found;
    if (!keys.has('annotations') && !keys.has('completions')) return false;
    return keys.has('data') || inner.has('was_cancelled') || inner.has('completed_by');
  },
  open: (start) => new JsonExportReader(start),
};

class JsonExportReader implements ToolReader {
  readonly splitter = new JsonSplitter();
  readonly headers = 0;
  readonly #rows = new ExportRows();
  readonly #mentions = new Mentions();
  readonly #names: Names;

  constructor(start: ToolStart) {
    this.#names = namesOf(start);
  }

  get tables() {
    return this.#rows.all;
  }

  read(record: TextRecord, verdicts: Verdicts): void {
    const found = parsedJson(record.text);
    if (found === null) return verdicts.reject(record, faults.notJson, null);
    const object = objectOf(found.value);
    if (object === null) return verdicts.reject(record, faults.notObject, null);
    try {
      this.#addTask(record.number, readTask(object));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      verdicts.reject(record, error.message, outlineOf(object, kept));
    }
  }

  #addTask(number: number, task: Task): void {
    const names = this.#names.taskOf(task.project);
    const made = new TaskRows(this.#rows, this.#names, { number, task, names });
    made.add();
    if (names !== null) this.#mentionTask(names);
    for (const person of made.people) this.#mentionPerson(person);
    for (const model of made.models) this.#mentionModel(model);
  }

  #mentionTask({ task, version, rubric, title, project }: TaskNames): void {
    if (!this.#mentions.isNew('task', version)) return;
    this.#rows.task.add(null, {
      task_version_id: version,
      task_id: task,
      rubric_version: rubric,
      title,
      compat_group: task,
      valid_from: always,
      source_id: project,
    });
  }

  #mentionPerson(person: string): void {
    if (!this.#mentions.isNew('person', person)) return;
    this.#rows.annotator.add(null, {
      annotator_id: person,
      valid_from: always,
      annotator_kind: 'human',
      vendor_id: this.#names.vendor,
      source_id: person,
    });
  }

  #mentionModel(model: string): void {
    if (!this.#mentions.isNew('model', model)) return;
    this.#rows.model.add(null, {
      model_version_id: model,
      model_family: model,
      version_label: model,
      model_kind: 'prelabel',
      source_id: model,
    });
  }
}

interface TaskScope {
  readonly number: number;
  readonly task: Task;
  readonly names: TaskNames | null;
}

/** The rows of one task. */
class TaskRows {
  readonly people = new Set<string>();
  readonly models = new Set<string>();
  readonly #rows: ExportRows;
  readonly #names: Names;
  readonly #scope: TaskScope;
  readonly #item: string;
  readonly #hasKey: boolean;

  constructor(rows: ExportRows, names: Names, scope: TaskScope) {
    this.#rows = rows;
    this.#names = names;
    this.#scope = scope;
    this.#item = names.key('task', scope.task.id);
    this.#hasKey = scope.task.annotations.some(({ isGroundTruth }) => isGroundTruth);
  }

  /** All that can fail comes first: a task gives all its rows or none. */
  add(): void {
    const { number, task } = this.#scope;
    const answered = task.annotations.map((annotation) => ({
      annotation,
      answers: this.#answers(annotation),
      suggested: this.#suggested(annotation),
    }));
    const first = task.annotations.find(({ isSkipped, isGroundTruth }) => !isSkipped && !isGroundTruth);
    for (const { annotation, answers, suggested } of answered) {
      const submission = submissionOf(annotation);
      const annotator = this.#person(exactAt(annotation.record, 'completed_by'));
      for (const [question, answer] of answers) {
        this.#rows.annotation.add(number, {
          annotation_id: this.#answerKey(annotation, question),
          work_item_id: this.#item,
          task_version_id: this.#scope.names?.version ?? null,
          annotator_id: annotator,
          question_code: question,
          revision: 1,
          stage: stageOf(annotation, { submission, isFirst: annotation === first }),
          status: annotation.isSkipped ? 'skipped' : 'submitted',
          ...answer,
          submitted_at: submission.at,
          active_seconds: annotation.leadTime,
          is_gold: this.#hasKey,
          prelabel_value: textOfAnswer(suggested?.answers.get(question)),
          source_id: this.#names.sourceId(annotation.id),
          updated_at: laterOf(task.updatedAt, annotation.updatedAt),
        });
      }
      const [question = noQuestion] = [...answers.keys()].toSorted();
      for (const review of annotation.reviews) this.#addReview(review, annotation, question);
    }
    this.#addItem(answered.map(({ suggested }) => suggested?.model ?? null).find((model) => model !== null) ?? null);
  }

  #addItem(model: string | null): void {
    const { number, task, names } = this.#scope;
    const milestones = milestonesOf(task);
    this.#rows.item.add(number, {
      work_item_id: this.#item,
      task_version_id: names?.version ?? null,
      item_id: this.#item,
      item_hash: this.#names.hash(contentOf(task.data)),
      vendor_id: this.#names.vendor,
      purpose: this.#hasKey ? 'gold' : 'production',
      required_judgements: task.overlap,
      status: milestones.status,
      created_at: task.createdAt,
      first_submitted_at: milestones.firstSubmittedAt,
      last_submitted_at: milestones.lastSubmittedAt,
      first_decided_at: milestones.firstDecidedAt,
      first_decision: milestones.firstDecision,
      accepted_at: milestones.acceptedAt,
      rejected_at: milestones.rejectedAt,
      acceptance_basis: milestones.acceptedAt === null ? null : 'item_review',
      prelabel_model_version_id: model,
      source_id: this.#names.sourceId(task.id),
      updated_at: task.updatedAt,
    });
  }

  /** A verdict may be changed without a trace of its own: it is as new as what it was exported with. */
  #addReview(review: Review, annotation: Annotation, question: string): void {
    const { createdAt, startedAt } = review;
    this.#rows.review.add(this.#scope.number, {
      review_id: this.#names.key('review', review.id),
      work_item_id: this.#item,
      annotation_id: this.#answerKey(annotation, question),
      reviewer_id: this.#person(review.createdBy),
      review_kind: 'acceptance',
      decision: review.isAccepted ? (review.isFixed ? 'fixed' : 'pass') : 'fail',
      is_blind: false,
      decided_at: createdAt,
      review_seconds: startedAt === null ? null : (timeOf(createdAt) - timeOf(startedAt)) / 1000,
      source_id: this.#names.sourceId(review.id),
      updated_at: laterOf(laterOf(this.#scope.task.updatedAt, annotation.updatedAt), createdAt),
    });
  }

  #answers(annotation: Annotation): ReadonlyMap<string, Answer> {
    if (annotation.isSkipped) return new Map([[noQuestion, noAnswer]]);
    const answers = answersOf(annotation.record, this.#names);
    return answers.size === 0 ? new Map([[noQuestion, emptyAnswer]]) : answers;
  }

  /** What the annotator was shown: the prediction from which the annotation was begun. */
  #suggested({ record }: Annotation) {
    const begun = idAt(record, 'parent_prediction');
    const shown =
      begun === null
        ? objectOf(record['prediction'])
        : (this.#scope.task.predictions.get(begun) ?? objectOf(record['prediction']));
    if (shown === null || !Array.isArray(shown['result'])) return null;
    const model = textOf(shown['model_version']);
    if (model !== null) this.models.add(model);
    return { answers: answersOf(shown, this.#names), model };
  }

  #answerKey({ id }: Annotation, question: string): string {
    return `${this.#names.key('annotation', id)}:${question}`;
  }

  #person(user: unknown): string | null {
    const person = this.#names.person(user);
    if (person !== null) this.people.add(person);
    return person;
  }
}

function stageOf(
  { isGroundTruth, isSkipped }: Annotation,
  { submission, isFirst }: { readonly submission: Submission; readonly isFirst: boolean },
): string {
  if (isGroundTruth) return 'adjudication';
  if (submission.isRework) return 'rework';
  return isFirst || isSkipped ? 'initial' : 'overlap';
}

/** What was labelled, as one text: the text itself where the task holds nothing else. */
function contentOf(data: JsonObject): string {
  const given = picked(data, (name) => name !== '$resolved$');
  const [only, ...more] = Object.values(given);
  return typeof only === 'string' && more.length === 0 ? only : canonicalJson(given);
}

const laterOf = (a: string | null, b: string | null): string | null => (compareInstants(a, b) < 0 ? b : a);
