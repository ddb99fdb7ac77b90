import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Who may import whom; see the tags in each package.json. */
const rooms = [
  { sourceTag: 'layer:contract', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'layer:yaml', onlyDependOnLibsWithTags: ['layer:contract'] },
  { sourceTag: 'layer:statistics', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'layer:model', onlyDependOnLibsWithTags: ['layer:contract'] },
  { sourceTag: 'layer:metrics', onlyDependOnLibsWithTags: ['layer:contract', 'layer:statistics', 'layer:model'] },
  { sourceTag: 'layer:warehouse', onlyDependOnLibsWithTags: ['layer:contract', 'layer:model'] },
  { sourceTag: 'layer:importers', onlyDependOnLibsWithTags: ['layer:contract', 'layer:model', 'layer:yaml'] },
  { sourceTag: 'layer:sample', onlyDependOnLibsWithTags: ['layer:contract', 'layer:model'] },
  {
    sourceTag: 'layer:workspace',
    onlyDependOnLibsWithTags: [
      'layer:contract',
      'layer:model',
      'layer:metrics',
      'layer:warehouse',
      'layer:importers',
      'layer:sample',
      'layer:yaml',
    ],
  },
  { sourceTag: 'layer:app', notDependOnLibsWithTags: ['layer:web', 'layer:test'] },
  { sourceTag: 'layer:web', onlyDependOnLibsWithTags: ['layer:contract'] },
  // Tests of the whole may look into every room; no room may look into them.
  { sourceTag: 'layer:test', onlyDependOnLibsWithTags: ['*'] },
  { sourceTag: 'runs:any', onlyDependOnLibsWithTags: ['runs:any'] },
  { sourceTag: 'runs:browser', onlyDependOnLibsWithTags: ['runs:any', 'runs:browser'] },
];

const sizes = {
  'max-lines': ['error', { max: 400 }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 3],
};

export default tseslint.config(
  {
    ignores: ['**/dist/**', '**/node_modules/**', '.assay/**', '.nx/**', '**/*.gen.ts', '**/*.gen.d.ts'],
  },
  { plugins: { '@nx': nx } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: ['vitest.config.ts', 'apps/*/vite.config.ts'],
          defaultProject: 'tsconfig.tools.json',
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      ...sizes,
      '@nx/enforce-module-boundaries': [
        'error',
        { enforceBuildableLibDependency: false, allow: [], depConstraints: rooms },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      eqeqeq: 'error',
    },
  },
  {
    // A describe block is a list of cases, not a function to keep short; a table of cases has many columns; and a room is
    // tested on a real engine, which it may not import itself.
    files: ['**/*.test.ts', '**/*.test.tsx', '**/*.e2e.ts', '**/testing/**'],
    rules: { 'max-lines-per-function': 'off', 'max-params': 'off', '@nx/enforce-module-boundaries': 'off' },
  },
  { files: ['**/*.mjs'], rules: { ...sizes } },
);
