import type { ReactNode } from 'react';
import { Component } from 'react';

interface BoundaryProps {
  /** What is drawn from: when it is another, drawing is tried again. */
  readonly drawnFrom: unknown;
  /** Stands in for what could not be drawn. */
  readonly broken: (retry: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** Keeps a fault of ours inside one part of the page. */
export class Boundary extends Component<BoundaryProps, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true };
  }

  override componentDidUpdate(before: BoundaryProps): void {
    if (this.state.isBroken && before.drawnFrom !== this.props.drawnFrom) this.#retry();
  }

  override render(): ReactNode {
    return this.state.isBroken ? this.props.broken(this.#retry) : this.props.children;
  }

  readonly #retry = (): void => this.setState({ isBroken: false });
}
