/** Instants of one day, by minute. */
export const at = (minute: number): string => new Date(Date.UTC(2024, 2, 1, 8, minute)).toISOString();

type Json = Readonly<Record<string, unknown>>;

export const choice = (question: string, ...choices: readonly string[]): Json => ({
  id: 'r1',
  type: 'choices',
  value: { choices },
  origin: 'manual',
  to_name: 'text',
  from_name: question,
});

export const result = (question: string, type: string, value: Json): Json => ({
  id: `r-${question}`,
  type,
  value,
  origin: 'manual',
  to_name: 'text',
  from_name: question,
});

/** An annotation as the JSON export of Label Studio writes it. */
export const annotation = (id: number, over: Json = {}): Json => ({
  id,
  completed_by: { id: 1, email: 'ann@example.test', first_name: 'Ann', last_name: 'Other' },
  result: [choice('sentiment', 'good')],
  reviews: [],
  last_action: 'submitted',
  was_cancelled: false,
  ground_truth: false,
  created_at: at(id),
  updated_at: at(id),
  lead_time: 12.5,
  prediction: {},
  task: 1,
  parent_prediction: null,
  parent_annotation: null,
  ...over,
});

export const review = (id: number, over: Json = {}): Json => ({
  id,
  created_by: { id: 2, email: 'rev@example.test', first_name: '', last_name: '' },
  created_at: at(id),
  accepted: true,
  comment: 'Well done, Ann.',
  annotation: 1,
  fixed_annotation_history: null,
  ...over,
});

/** A task as the JSON export of Label Studio writes it. */
export const task = (id: number, annotations: readonly Json[], over: Json = {}): Json => ({
  id,
  annotations,
  file_upload: 'ce76113e-messages.json',
  drafts: [],
  predictions: [],
  agreement: 100,
  data: { text: `message ${id}` },
  meta: {},
  created_at: at(0),
  updated_at: at(50),
  inner_id: id,
  total_annotations: annotations.length,
  cancelled_annotations: 0,
  total_predictions: 0,
  project: 7,
  updated_by: 1,
  ...over,
});
