import type { ReactNode } from 'react';
import { Component } from 'react';
import { words } from '../words.ts';

interface BoundaryProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A panel that cannot be drawn fails alone: a fault of ours, said as one. */
export class PanelBoundary extends Component<BoundaryProps, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <section className="panel" aria-label={this.props.title}>
        <header>
          <h2>{this.props.title}</h2>
        </header>
        <div className="failed" role="alert">
          <p className="err">This panel could not be drawn. Its numbers are not wrong, this page is.</p>
          <p className="acts">
            <button type="button" className="btn" onClick={() => this.setState({ broken: false })}>
              {words.retry}
            </button>
          </p>
        </div>
      </section>
    );
  }
}
