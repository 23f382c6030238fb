import javascript from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import typescript from 'typescript-eslint';

/** What Node gives every module without an import. */
const NODE_GLOBALS = [
  'AbortController',
  'AbortSignal',
  'Buffer',
  'clearInterval',
  'clearTimeout',
  'console',
  'fetch',
  'performance',
  'process',
  'setInterval',
  'setTimeout',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
];

export default defineConfig(
  globalIgnores(['web/dist/', 'data/', 'coverage/', 'corpus/bulletins/', '**/*.d.mts']),
  javascript.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [typescript.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, 'readonly'])) },
  },
  { rules: { eqeqeq: 'error', 'prefer-const': 'error' } },
  {
    // Callers and bulletins say what patterns are matched against, so each has to be linear in its length; those put
    // together at run time are checked in test/rules/patterns.test.ts.
    files: ['{corpus,index,server,web,scripts}/**'],
    plugins: { regexp },
    rules: { 'regexp/no-super-linear-backtracking': 'error', 'regexp/no-super-linear-move': 'error' },
  },
  {
    files: ['web/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression[callee.name="useEffect"] CallExpression[callee.property.name=/^(focus|addEventListener)$/]',
          message:
            'useEffect runs some time after drawing, and a key or click that comes before it is lost: useLayoutEffect.',
        },
      ],
    },
  },
);
