import { AssayError } from '@assay/contract';
import { Inject, Injectable } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { coerceInputValue, isInputType } from '../platform/graphql-js.ts';
import type { CellInput, PanelInput } from '../panels/panel-input.ts';

/** Reads the JSON bodies of the export routes by the very input types of the GraphQL schema. */
@Injectable()
export class ExportBody {
  constructor(@Inject(GraphQLSchemaHost) private readonly host: GraphQLSchemaHost) {}

  request(body: unknown): PanelInput {
    return this.read(body, { field: 'request', type: 'PanelInput' }) as PanelInput;
  }

  cell(body: unknown): CellInput {
    return this.read(body, { field: 'cell', type: 'CellInput' }) as CellInput;
  }

  private read(body: unknown, { field, type }: { readonly field: string; readonly type: string }): unknown {
    const inputType = this.host.schema.getType(type);
    if (!isInputType(inputType)) throw new TypeError(`The schema has no input ${type}.`);
    const given: unknown =
      typeof body === 'object' && body !== null && field in body ? (body as Record<string, unknown>)[field] : null;
    if (given === null)
      throw new AssayError('PARAM_INVALID', `The body lacks "${field}".`, {
        hint: `Give ${field} as in GraphQL: ${type}.`,
      });
    return coerceInputValue(given, inputType, (path, _invalid, error) => {
      throw new AssayError('PARAM_INVALID', `${[field, ...path].join('.')}: ${error.message}`);
    });
  }
}
