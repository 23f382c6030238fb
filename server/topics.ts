/** What an article is about: the topics of corpus/topics.txt whose words it speaks in. */
import { readFileSync } from 'node:fs';
import type { Article } from '../corpus/article.ts';
import { fold } from '../corpus/text.ts';

interface Topic {
  name: string;
  /** Folded. */
  words: readonly string[];
}

/** A word of a topic, the topic by its number. */
interface TopicWord {
  topic: number;
  word: string;
}

const COMMENT = '#';

const TOPICS: readonly Topic[] = readFileSync(new URL('../corpus/topics.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => !line.startsWith(COMMENT))
  .map((line) => line.split(/\s+/u).filter(Boolean))
  .flatMap(([name, ...words]) => (name !== undefined && words.length > 0 ? [{ name, words: words.map(fold) }] : []));

/** The words of all topics by the code unit that they begin with, the longest first. */
const WORDS = new Map<number, TopicWord[]>();
for (const [topic, { words }] of TOPICS.entries()) {
  for (const word of words.toSorted((a, b) => b.length - a.length)) {
    const first = word.charCodeAt(0);
    WORDS.set(first, [...(WORDS.get(first) ?? []), { topic, word }]);
  }
}

/** What a word counts for more than in running text. */
const IN_HEADING = 4;
const IN_TITLE = 10;

/**
 * The weight from which an article is about a topic. Weights are divided by the root of the length in thousands of
 * characters: by the length itself, a section of a long article would count for nothing, and undivided a long article
 * would be about whatever it mentions.
 */
const THRESHOLD = 4;

/** Kept as long as the articles are. */
const topicsOfArticles = new WeakMap<Article, string[]>();

/** Names of the topics that an article is about, the strongest first. */
export function topicsOf(article: Article): string[] {
  let topics = topicsOfArticles.get(article);
  if (!topics) topicsOfArticles.set(article, (topics = readTopics(article)));
  return topics;
}

function readTopics(article: Article): string[] {
  const whole = fold(`${article.title}\n${article.text}`);
  const inTitle = countWords(fold(article.title));
  const inHeadings = countWords(fold(article.sections.map(({ heading }) => heading).join('\n')));
  const inWhole = countWords(whole);
  const scale = Math.sqrt(whole.length / 1000);
  return TOPICS.map(({ name }, topic) => {
    const times = (counts: readonly number[]): number => counts[topic] ?? 0;
    // Title and headings are part of the whole, so each has been counted once there.
    const weight = times(inWhole) + (IN_TITLE - 1) * times(inTitle) + (IN_HEADING - 1) * times(inHeadings);
    return { name, weight: weight / scale };
  })
    .filter(({ weight }) => weight >= THRESHOLD)
    .sort((a, b) => b.weight - a.weight)
    .map(({ name }) => name);
}

/** How often a folded text says a word of each topic, the longest at each place and none within another. */
function countWords(folded: string): number[] {
  const counts = TOPICS.map(() => 0);
  const ends = TOPICS.map(() => 0);
  for (let at = 0; at < folded.length; at++) {
    for (const { topic, word } of WORDS.get(folded.charCodeAt(at)) ?? []) {
      if ((ends[topic] ?? 0) > at || !folded.startsWith(word, at)) continue;
      counts[topic] = (counts[topic] ?? 0) + 1;
      ends[topic] = at + word.length;
    }
  }
  return counts;
}
