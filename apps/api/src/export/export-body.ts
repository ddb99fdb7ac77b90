import { AssayError } from '@assay/contract';
import { Inject, Injectable } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { coerceInputValue, isInputType } from '../platform/graphql-js.ts';
import type { CellInput, PanelInput } from '../panels/panel-input.ts';
import { limits } from '../platform/limits.ts';

/** Reads the JSON bodies of the export routes by the very input types of the GraphQL schema. */
@Injectable()
export class ExportBody {
  constructor(@Inject(GraphQLSchemaHost) private readonly host: GraphQLSchemaHost) {}

  request(body: unknown): PanelInput {
    return this.read(body, { field: 'request', type: 'PanelInput' }) as PanelInput;
  }

  /** One panel may be asked in several requests, a slice each: `requests` in the place of `request`. */
  requests(body: unknown): readonly PanelInput[] {
    const several = fieldOf(body, 'requests');
    if (several === null) return [this.request(body)];
    if (!Array.isArray(several) || several.length === 0 || several.length > limits.panels) {
      throw new AssayError('PARAM_INVALID', `"requests" is no list of 1 to ${limits.panels} requests.`);
    }
    return several.map((given, at) => this.coerce(given, { path: ['requests', at], type: 'PanelInput' }) as PanelInput);
  }

  cell(body: unknown): CellInput {
    return this.read(body, { field: 'cell', type: 'CellInput' }) as CellInput;
  }

  private read(body: unknown, { field, type }: { readonly field: string; readonly type: string }): unknown {
    const given = fieldOf(body, field);
    if (given === null)
      throw new AssayError('PARAM_INVALID', `The body lacks "${field}".`, {
        hint: `Give ${field} as in GraphQL: ${type}.`,
      });
    return this.coerce(given, { path: [field], type });
  }

  private coerce(given: unknown, to: { readonly path: readonly (string | number)[]; readonly type: string }): unknown {
    const inputType = this.host.schema.getType(to.type);
    if (!isInputType(inputType)) throw new TypeError(`The schema has no input ${to.type}.`);
    return coerceInputValue(given, inputType, (path, _invalid, error) => {
      throw new AssayError('PARAM_INVALID', `${[...to.path, ...path].join('.')}: ${error.message}`);
    });
  }
}

function fieldOf(body: unknown, field: string): unknown {
  return typeof body === 'object' && body !== null && field in body ? (body as Record<string, unknown>)[field] : null;
}
