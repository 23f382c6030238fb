/**
 * The direction of imports, read from the sources: corpus ← index ← server ← web. It is what keeps a part open to be
 * changed or replaced without reading those that lie below it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** The folders that the files of each folder may import from. Files at the root, such as package.json, are open to all. */
const ALLOWED_FOLDERS: Record<string, string[]> = {
  corpus: ['corpus'],
  index: ['corpus', 'index'],
  server: ['corpus', 'index', 'server'],
  web: ['web'],
};

/** What the page may know of the server: its contract, in one file or several. */
const SHARED_CONTRACT = /^server\/contract(?:-[a-z]+)?(?:\.[jt]s)?$/;

/** Packages that one file alone may import (one for each use), so that replacing one is a change of that file. */
const OWNED_PACKAGES: Record<string, string[]> = {
  '@xenova/transformers': ['index/embed-model.mjs'],
  'onnxruntime-node': ['index/embed-model.mjs', 'corpus/read/ocr/models.ts'],
  nodejieba: ['index/terms.ts'],
  vectra: ['index/vectors.ts'],
};

interface Import {
  specifier: string;
  typesOnly: boolean;
}

/** Gives every import of a source: declarations, re-exports, `import()`, `require()` and types in `import('…')`. */
function readImports(path: string, text: string): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ specifier: node.moduleSpecifier.text, typesOnly: importsTypesOnly(node.importClause) });
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ specifier: node.moduleSpecifier.text, typesOnly: node.isTypeOnly });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const { literal } = node.argument;
      if (ts.isStringLiteral(literal)) found.push({ specifier: literal.text, typesOnly: true });
    } else if (ts.isCallExpression(node) && isImportCall(node)) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteralLike(argument)) found.push({ specifier: argument.text, typesOnly: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found;
}

function importsTypesOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const { name, namedBindings } = clause;
  if (name || !namedBindings || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly);
}

function isImportCall(node: ts.CallExpression): boolean {
  const { expression } = node;
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require')
  );
}

/** Gives what is wrong with the imports of one file, whose path is relative to the repository and has forward slashes. */
function findViolations(path: string, text: string): string[] {
  const folder = path.split('/')[0] ?? '';
  const allowed = ALLOWED_FOLDERS[folder] ?? [];
  return readImports(path, text).flatMap(({ specifier, typesOnly }) => {
    if (!specifier.startsWith('.')) {
      const owned = Object.entries(OWNED_PACKAGES).find(
        ([name]) => specifier === name || specifier.startsWith(`${name}/`),
      );
      if (!owned || owned[1].includes(path)) return [];
      return [`${path} imports ${specifier}: only ${owned[1].join(', ')} may`];
    }
    const target = posix.join(posix.dirname(path), specifier);
    if (!target.includes('/') || allowed.includes(target.split('/')[0] ?? '')) return [];
    if (folder === 'web' && SHARED_CONTRACT.test(target)) {
      return typesOnly ? [] : [`${path} imports values of ${specifier}: web may import its types only`];
    }
    return [`${path} imports ${specifier}: ${folder} may import from ${allowed.join(', ')} only`];
  });
}

function listSources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:tsx?|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.startsWith('web/dist/'));
}

describe('imports', () => {
  it.each(Object.keys(ALLOWED_FOLDERS))('of %s/ go in the allowed direction', (folder) => {
    const sources = listSources(folder);
    expect(sources).not.toEqual([]);
    expect(sources.flatMap((path) => findViolations(path, readFileSync(join(root, path), 'utf8')))).toEqual([]);
  });
});

describe('the reader of imports', () => {
  it.each([
    ['corpus/load.ts', "import { open } from '../index/open.ts';"],
    ['corpus/parse/masthead.ts', "export * from '../../server/cite.ts';"],
    ['index/build.ts', "import type { Answer } from '../server/contract.ts';"],
    ['server/app.ts', "const page = await import('../web/main.tsx');"],
    ['server/app.ts', "import { questions } from '../test/questions.ts';"],
    ['web/main.tsx', "import { answerSchema } from '../server/contract.ts';"],
    ['web/main.tsx', "import { type Answer, answerSchema } from '../server/contract.ts';"],
    ['web/main.tsx', "import type { Article } from '../corpus/article.ts';"],
    ['web/main.tsx', "type App = import('../server/app.ts').App;"],
    ['index/chunk.ts', "import jieba from 'nodejieba';"],
    ['server/answer.ts', "import { LocalIndex } from 'vectra/lib/index.js';"],
    ['server/answer.ts', "import type { Pipeline } from '@xenova/transformers';"],
  ])('finds the fault in %s: %s', (path, text) => {
    expect(findViolations(path, text)).toHaveLength(1);
  });

  it.each([
    ['index/chunk.ts', "import { z } from 'zod';\nimport type { Article } from '../corpus/article.ts';"],
    ['index/embed-model.mjs', "import { pipeline } from '@xenova/transformers';\nimport model from './model.json';"],
    ['server/app.ts', "import { version } from '../package.json';\nimport { open } from '../index/open.ts';"],
    [
      'web/components/answer.tsx',
      "import type { Answer } from '../../server/contract.ts';\nimport '../styles/page.css';",
    ],
    ['web/main.tsx', "import { type Answer, type Extract } from '../server/contract.ts';"],
  ])('finds none in %s: %s', (path, text) => {
    expect(findViolations(path, text)).toEqual([]);
  });
});
