const labels = ['yes', 'no', 'unsure'];

/**
 * A task of a Label Studio JSON export with four annotators' answers, in the keys and their order of a real export;
 * every tenth has been reviewed.
 *
 * @param {number} n from 0
 */
export function labelStudioTask(n) {
  const id = n + 1;
  const created = instantOf(n, 0);
  const annotations = [0, 1, 2, 3].map((seat) => annotationOf(n, seat));
  return JSON.stringify({
    id,
    annotations,
    file_upload: 'ce76113e-messages.json',
    drafts: [],
    predictions: [],
    agreement: 50,
    data: { text: `Message ${n}: when will the order that I placed on Monday be shipped?` },
    meta: {},
    created_at: created,
    updated_at: instantOf(n, 6),
    inner_id: id,
    total_annotations: 4,
    cancelled_annotations: 0,
    total_predictions: 0,
    comment_count: 0,
    unresolved_comment_count: 0,
    last_comment_updated_at: null,
    project: 7,
    updated_by: 2,
    comment_authors: [],
  });
}

function annotationOf(n, seat) {
  const id = n * 4 + seat + 1;
  const person = ((n * 7 + seat) % 80) + 1;
  return {
    id,
    completed_by: { id: person, email: `user${person}@example.test`, first_name: '', last_name: '' },
    result: [
      {
        id: `r${id}`,
        type: 'choices',
        value: { choices: [labels[(n + seat) % 3]] },
        origin: 'manual',
        to_name: 'text',
        from_name: 'answer',
      },
    ],
    reviews: seat === 0 && n % 10 === 0 ? [reviewOf(n, id)] : [],
    was_cancelled: false,
    ground_truth: false,
    created_at: instantOf(n, seat + 1),
    updated_at: instantOf(n, seat + 1),
    draft_created_at: null,
    lead_time: 20.25 + (n % 60),
    prediction: {},
    result_count: 1,
    unique_id: '3bc9da85-967f-47a1-bfa8-410206e54cf9',
    import_id: null,
    last_action: null,
    task: n + 1,
    project: 7,
    updated_by: person,
    parent_prediction: null,
    parent_annotation: null,
    last_created_by: null,
  };
}

function reviewOf(n, annotation) {
  return {
    id: n + 1,
    created_by: { id: 2, email: 'user2@example.test', first_name: '', last_name: '' },
    created_at: instantOf(n, 6),
    accepted: n % 50 !== 0,
    annotation,
    fixed_annotation_history: null,
  };
}

/** One task a minute from the start of 2026. */
function instantOf(n, minutes) {
  return new Date(Date.UTC(2026, 0, 1, 0, minutes) + n * 60_000).toISOString();
}
