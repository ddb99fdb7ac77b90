import type { ToolStart } from '../tool.ts';
import { idAt, objectOf, textOf } from '../json-value.ts';

/** How things of a Label Studio are named, and what was given of a project with `--set`. */
export interface Names {
  readonly key: (kind: 'task' | 'annotation' | 'review', id: string) => string;
  /** The tool's own id of a thing. Parts of one thing are known by it, so that those of two Label Studios differ. */
  readonly sourceId: (id: string) => string;
  /** Task and its version, for a project; null where neither the file nor a setting says which. */
  readonly taskOf: (project: string | null) => TaskNames | null;
  /** Pseudonym of who is named by id, by mail address or by an object that holds them; null for nobody. */
  readonly person: (user: unknown) => string | null;
  readonly vendor: string | null;
  /** Questions that may be answered with several codes, so that one code is a set, too. */
  readonly multiple: ReadonlySet<string>;
  readonly hash: (text: string) => string;
}

export interface TaskNames {
  readonly task: string;
  readonly version: string;
  readonly rubric: string;
  readonly title: string;
  /** Id of the project; null where a setting names the task, which may be of several projects. */
  readonly project: string | null;
}

export const listed = (value: string | null | undefined): readonly string[] =>
  (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

export function namesOf({ settings, hash }: Pick<ToolStart, 'settings' | 'hash'>): Names {
  const { instance = null, task = null, rubric, vendor = null, multiple } = settings;
  const prefix = instance === null ? 'ls' : `ls:${instance}`;
  const version = rubric ?? '1';
  const sourceId = (id: string) => (instance === null ? id : `${instance}:${id}`);
  return {
    key: (kind, id) => `${prefix}:${kind}:${id}`,
    sourceId,
    taskOf: (project) => {
      const name = task ?? (project === null ? null : `${prefix}:project:${project}`);
      if (name === null) return null;
      const title = task ?? `Label Studio project ${project}`;
      const source = task === null && project !== null ? sourceId(project) : null;
      return { task: name, version: `${name}:${version}`, rubric: version, title, project: source };
    },
    person: people(prefix, hash),
    vendor,
    multiple: new Set(listed(multiple)),
    hash,
  };
}

/** A mail address is the same person in every file and tool; an id only in this Label Studio. */
function people(prefix: string, hash: (value: string) => string): Names['person'] {
  const known = new Map<string, string>();
  return (user) => {
    const object = objectOf(user);
    const named = object === null ? textOf(user) : (textOf(object['email']) ?? idAt(object, 'id'));
    if (named === null) return null;
    let pseudonym = known.get(named);
    if (pseudonym === undefined) {
      pseudonym = hash(named.includes('@') ? named : `${prefix}:user:${named}`);
      known.set(named, pseudonym);
    }
    return pseudonym;
  };
}
