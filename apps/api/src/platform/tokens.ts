/** What the modules are given by name; by-type injection would need classes where interfaces do. */
export const WORKSPACE = Symbol('workspace');
export const LOG = Symbol('log');
export const DOOR = Symbol('door');
export const GATEKEEPER = Symbol('gatekeeper');

/** One line for the operator, on stderr; never seen by a viewer. */
export type Log = (line: string) => void;
