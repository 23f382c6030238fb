/** Words that ask or join and carry no topic, from corpus/function-words.txt. */
import { readFileSync } from 'node:fs';

export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  readFileSync(new URL('../corpus/function-words.txt', import.meta.url), 'utf8')
    .replace(/^#.*$/gmu, '')
    .split(/\s+/u)
    .filter(Boolean),
);
