/** Which code answers: what quality was measured on is known again by it. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** A question's way and a bulletin's; whatever decides an answer is imported from one of them. */
const ENTRIES = ['server/answer.ts', 'server/prepare.ts'];

/** Read or started by name, not imported: the word lists, and the threads that embed. */
const NAMED = [
  { folder: 'corpus', extension: '.txt' },
  { folder: 'index', extension: '.mjs' },
  { folder: 'index', extension: '.txt' },
];

/**
 * First 12 hexadecimal digits of the SHA-256 of everything that decides an answer: the sources that answering and
 * indexing import, the word lists, and the versions of the packages these lean on.
 */
export function fingerprintCode(): string {
  return hashFiles(listSources());
}

/** The files behind the fingerprint, relative to the repository, in order. */
export function listSources(): string[] {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file) || !existsSync(file)) return;
    found.add(file);
    if (!/\.m?ts$|\.mjs$/u.test(file)) return;
    for (const specifier of importedBy(readFileSync(file, 'utf8'))) {
      if (specifier.startsWith('.')) visit(join(dirname(file), specifier));
      else if (!specifier.startsWith('node:')) visit(packageFile(specifier));
    }
  };
  for (const entry of ENTRIES) visit(join(ROOT, entry));
  for (const { folder, extension } of NAMED) {
    const names = readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(extension));
    for (const name of names) visit(join(ROOT, folder, name));
  }
  return [...found].map((file) => relative(ROOT, file).replaceAll('\\', '/')).sort();
}

/** What a source imports, but for types: they decide nothing. */
function importedBy(source: string): string[] {
  return source.split(';\n').flatMap((statement) => {
    const start = statement.search(/^import /mu);
    const declaration = start < 0 ? '' : statement.slice(start);
    const [, specifier] = declaration.split("'");
    return specifier === undefined || declaration.startsWith('import type ') ? [] : [specifier];
  });
}

/** The package.json of a package that is imported, which holds its version. */
function packageFile(specifier: string): string {
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  return join(ROOT, 'node_modules', name, 'package.json');
}

function hashFiles(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex').slice(0, 12);
}
