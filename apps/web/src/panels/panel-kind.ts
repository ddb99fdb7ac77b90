import type { ComponentType } from 'react';
import type { Freshness, MetricDefinition, PanelKind, SpecOf } from '../gql/types.ts';
import type { NumberModel } from '../number/number-model.ts';
import type { Address } from '../state/address.ts';
import type { PageState } from '../state/page-state.ts';
import type { Search } from '../state/search.ts';
import type { Answers } from './question.ts';

/** What a panel knows of its page. */
export interface PageContext {
  /** What the address asks. */
  readonly state: PageState;
  /** What the answers on screen were asked by: behind `state` while new ones are awaited. */
  readonly asked: PageState;
  readonly search: Search;
  readonly catalogue: readonly MetricDefinition[];
  readonly freshness: Freshness;
}

export interface PanelProps<Kind extends PanelKind> {
  readonly spec: SpecOf<Kind>;
  readonly answers: Answers;
  readonly context: PageContext;
}

/** What an address of a panel leads to, for the drawer. */
export interface BehindProps<Kind extends PanelKind> {
  readonly spec: SpecOf<Kind>;
  readonly address: Address;
  readonly context: PageContext;
}

/** A number a page may tell as news. */
export interface Fact {
  /** What the number is of, as it begins a sentence. */
  readonly subject: string;
  readonly address: Address;
  readonly number: NumberModel;
}

/** The page in one sentence, each phrase leading to its number. */
export interface News {
  readonly lead: string;
  readonly phrases: readonly { readonly text: string; readonly address: Address }[];
}

/** The facts of one panel, and what they are facts of: "KPIs", "model versions". */
export interface Facts {
  readonly noun: readonly [one: string, many: string];
  readonly facts: readonly Fact[];
  /** The facts taken together, where they are parts of a whole. */
  readonly whole: Fact | null;
  /** What a panel says by itself, whose news is no change. */
  readonly told?: News;
}

/** One kind of panel: what it can say in a sentence, and how it is shown. What it asks is in ask.ts. */
export interface PanelKindModule<Kind extends PanelKind> {
  /** Null where the panel has no news of its own; null of one whose news is not known. */
  readonly facts: ((props: PanelProps<Kind>) => Facts | null) | null;
  /** Numbers that stand out from those beside them, the most telling first: said after the page's own news. */
  readonly places?: (props: PanelProps<Kind>) => readonly Fact[];
  readonly Panel: ComponentType<PanelProps<Kind>>;
  /** The drawer on what an address of this panel names; absent where that is a number. */
  readonly Behind?: ComponentType<BehindProps<Kind>>;
}

export function definitionOf(catalogue: readonly MetricDefinition[], metric: string): MetricDefinition | null {
  return catalogue.find((definition) => definition.id === metric) ?? null;
}
