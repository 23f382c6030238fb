/**
 * The installation's own golden set: a file of one question a line, in the form of test/golden/digest.jsonl, which
 * `npm run eval` measures. Articles are named by their titles, so no second file is needed to read it.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { KnownError, knownError, messageOf } from '../../corpus/errors.ts';
import { fold } from '../../corpus/text.ts';
import type { GoldenLine } from '../contract-feedback.ts';
import { isLocked, replaceFile, withFileLock } from '../data-files.ts';

const lineSchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  question: z.string(),
  history: z.array(z.string()).optional(),
  answerable: z.boolean(),
  articles: z.array(z.string()),
  answers: z.array(z.array(z.string())),
});

/** What became of the file: `unchanged` where it had this very line. */
export type GoldenState = 'added' | 'changed' | 'unchanged';

/** The id of a question's line: the same question of the same conversation has one line, however often it is put in. */
export function goldenId(question: string, history: readonly string[]): string {
  const folded = [...history, question].map(fold).join('\n');
  return `own-${createHash('sha256').update(folded).digest('hex').slice(0, 12)}`;
}

/**
 * Puts a line into the set. Facts are added to what its question's line has where both are answerable; otherwise the
 * later decision replaces the former. Lines that are none, such as notes written by hand, stay as they are.
 *
 * @throws KnownError golden_damaged when the file cannot be read or written, or is being written by another.
 */
export async function putGolden(file: string, line: GoldenLine): Promise<{ line: GoldenLine; state: GoldenState }> {
  try {
    await mkdir(dirname(file), { recursive: true });
    return await withFileLock(file, () => put(file, line));
  } catch (cause) {
    if (cause instanceof KnownError && !isLocked(cause)) throw cause;
    const problem = isLocked(cause) ? '另一程序正在写入' : messageOf(cause).replace(/['‘“]?\/\S+/g, '');
    throw Object.assign(knownError('golden_damaged', problem.trim()), { cause });
  }
}

/** The ids of the lines that a set has; none where there is no file. */
export async function readGoldenIds(file: string): Promise<Set<string>> {
  const lines = (await readLines(file)).flatMap((text) => readLine(text)?.id ?? []);
  return new Set(lines);
}

async function put(file: string, line: GoldenLine): Promise<{ line: GoldenLine; state: GoldenState }> {
  const lines = await readLines(file);
  const at = lines.findIndex((text) => readLine(text)?.id === line.id);
  const former = readLine(lines[at] ?? '');
  if (!former) {
    await replaceFile(file, joinLines([...lines, JSON.stringify(line)]));
    return { line, state: 'added' };
  }
  const merged = merge(former, line);
  if (JSON.stringify(merged) === JSON.stringify(former)) return { line: former, state: 'unchanged' };
  await replaceFile(file, joinLines(lines.with(at, JSON.stringify(merged))));
  return { line: merged, state: 'changed' };
}

function merge(former: GoldenLine, line: GoldenLine): GoldenLine {
  if (!former.answerable || !line.answerable) return { ...former, ...line };
  const isHeld = (fact: string[]): boolean => former.answers.some((held) => String(held) === String(fact));
  return {
    ...former,
    articles: [...new Set([...former.articles, ...line.articles])],
    answers: [...former.answers, ...line.answers.filter((fact) => !isHeld(fact))],
  };
}

async function readLines(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return '';
    throw cause;
  });
  return text.split('\n').filter((line) => line.trim() !== '');
}

function joinLines(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

function readLine(text: string): GoldenLine | null {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // Not JSON: written by hand.
    return null;
  }
}
