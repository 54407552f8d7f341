// The rules of graphql-eslint by which schema.graphqls is written, and why some are not
// among them. Exceptions for one place each are in schema.test.js.
import path from 'node:path';
import graphql from '@graphql-eslint/eslint-plugin';
import { root } from './server.js';

const rules = {
  'description-style': 'off', // the one long description is a block
  'naming-convention': {
    types: 'PascalCase',
    FieldDefinition: 'camelCase',
    InputValueDefinition: 'camelCase',
    Argument: 'camelCase',
    DirectiveDefinition: 'camelCase',
    EnumValueDefinition: 'UPPER_CASE',
  },
  'no-duplicate-fields': {},
  'no-hashtag-description': {},
  'no-scalar-result-type-on-mutation': {},
  'no-typename-prefix': 'off', // Service.serviceType is a code list of services, Record.type would be none
  'no-unreachable-types': {},
  'relay-arguments': { includeBoth: false }, // which lists go forward only is a table of the Go tests
  'relay-connection-types': {},
  'relay-edge-types': {
    shouldImplementNode: false, // a finding is computed and has no identity
    listTypeCanWrapOnlyEdgeType: false, // short lists are values of their record
  },
  'relay-page-info': {},
  'require-deprecation-reason': {},
  'require-description': {
    types: true,
    rootField: true,
    FieldDefinition: true,
    InputValueDefinition: true,
    EnumValueDefinition: true,
    DirectiveDefinition: true,
  },
  'require-type-pattern-with-oneof': {},
  'strict-id-in-types': 'off', // records and statements have ids, by Node; values have none
  'unique-enum-value-names': {},
};

export default [
  {
    files: ['schema.graphqls'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: path.join(root, 'schema.graphqls') } },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: Object.fromEntries(
      Object.entries(rules).map(([name, options]) => [
        `@graphql-eslint/${name}`,
        options === 'off' ? 'off' : Object.keys(options).length ? ['error', options] : 'error',
      ]),
    ),
  },
];
