/** A public reading-comprehension set as a corpus: its passages as files, and its questions. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readConfig } from '../../server/config.ts';
import { type PublicSet } from './sets.ts';
import type { PublicQuestion } from './score-public.ts';

interface PublicPassage {
  id: string;
  title?: string;
  text: string;
}

/** Where a public set's passages and their index are kept. */
export function foldersOf({ name }: PublicSet): { corpusFolder: string; indexRoot: string } {
  const folder = join(dirname(readConfig(process.env).indexRoot), 'eval', name);
  return { corpusFolder: join(folder, 'corpus'), indexRoot: join(folder, 'index') };
}

/** Writes each passage as one text file named after its line; files that are right already are left alone. */
export async function writePassages(set: PublicSet): Promise<void> {
  const { corpusFolder } = foldersOf(set);
  await mkdir(corpusFolder, { recursive: true });
  const passages = await readLines<PublicPassage>(join(set.folder, 'passages.jsonl'));
  const texts = new Map(passages.map((passage, line) => [fileNameOf(line), textOf(passage)]));
  const present = await readdir(corpusFolder);
  for (const name of present.filter((file) => !texts.has(file))) await rm(join(corpusFolder, name));
  for (const [name, text] of texts) {
    const file = join(corpusFolder, name);
    if (!present.includes(name) || (await readFile(file, 'utf8')) !== text) await writeFile(file, text);
  }
}

/** The file of each passage by the passage's id. */
export async function filesOfPassages({ folder }: PublicSet): Promise<Map<string, string>> {
  const passages = await readLines<PublicPassage>(join(folder, 'passages.jsonl'));
  return new Map(passages.map(({ id }, line) => [id, fileNameOf(line)]));
}

/** That many of a set's questions with an answer in the text, evenly spread over the set. */
export async function readPublicQuestions({ folder }: PublicSet, count: number): Promise<PublicQuestion[]> {
  const all = (await readLines<PublicQuestion>(join(folder, 'questions.jsonl'))).filter(
    ({ answers, unanswerable, yesno }) => answers.length > 0 && !unanswerable && !yesno,
  );
  const asked = Math.min(count, all.length);
  return Array.from({ length: asked }, (_, number) => all[Math.floor((number * all.length) / asked)] as PublicQuestion);
}

function fileNameOf(line: number): string {
  return `${String(line).padStart(6, '0')}.txt`;
}

function textOf({ title = '', text }: PublicPassage): string {
  const head = title.replace(/\s+/g, ' ').trim();
  return head && !text.startsWith(head) ? `${head}\n\n${text}\n` : `${text}\n`;
}

async function readLines<Line>(file: string): Promise<Line[]> {
  return (await readFile(file, 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}
