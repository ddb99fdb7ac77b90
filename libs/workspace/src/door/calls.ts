import type { ForgetReceipt, LoadProgress, UnloadReceipt } from '@assay/importers';
import type { ChangeOptions } from '../change-data.ts';
import type { LoadedFile, LoadFilesOptions } from '../load-files.ts';
import type { Asker, Workspace } from '../workspace.ts';
import type { WireFailure } from './wire-failure.ts';
import { schemaVersion } from '@assay/model';

/**
 * What both sides must agree on: the calls below and all their types. Raise the first number when one of them changes, so
 * that a command of one Assay never misreads the server of another.
 */
export const speaks = `5.${schemaVersion}`;

type Methods = {
  [Name in keyof Workspace]: Workspace[Name] extends (...given: never[]) => Promise<unknown> ? Name : never;
}[keyof Workspace];
/** What a workspace can be asked, by the names of its methods; the asker comes last. */
export type Question = Exclude<Methods, 'close'>;

/** What a workspace says of itself without being asked. */
export type About = Pick<Workspace, Exclude<keyof Workspace, Methods>>;

/** Options as they travel: a signal and a listener cannot. */
type Given<Options> = Omit<Options, 'signal' | 'onProgress'>;

/** Fingerprint of the caller's pseudonym key; null where it has none. */
type Key = string | null;

/** Each call of the door: what it is given, and what it gives. */
export interface DoorCalls {
  readonly about: { given: null; gives: About };
  readonly ask: {
    given: { question: Question; parameters: readonly unknown[]; asker: Omit<Asker, 'signal'> };
    gives: unknown;
  };
  readonly load: { given: { options: Given<LoadFilesOptions>; key: Key }; gives: readonly LoadedFile[] };
  readonly unload: { given: { load: string; options: Given<ChangeOptions> }; gives: UnloadReceipt };
  readonly forget: { given: { id: string; options: Given<ChangeOptions>; key: Key }; gives: ForgetReceipt };
  /** Ends another call, which answers that it was withdrawn, or that it was done already. */
  readonly stop: { given: { id: string }; gives: null };
}

/** Body of a call. */
export interface DoorRequest<Name extends keyof DoorCalls = keyof DoorCalls> {
  readonly id: string;
  readonly call: Name;
  readonly given: DoorCalls[Name]['given'];
}

/** An answer is lines of JSON: it begins, goes on, and ends with one result or one failure. */
export type DoorMessage =
  | { readonly begun: true }
  | { readonly progress: { readonly file: string; readonly state: LoadProgress } }
  | { readonly result: unknown }
  | { readonly failure: WireFailure };
