/** What an article is about: the topics of corpus/topics.txt whose words it speaks in. */
import { readFileSync } from 'node:fs';
import type { Article } from '../corpus/article.ts';
import { fold } from '../corpus/text.ts';
import { foldedText } from './folded-text.ts';

interface Topic {
  name: string;
  /** Any of its words in folded text, the longest at each place. */
  words: RegExp;
}

const COMMENT = '#';

const TOPICS: readonly Topic[] = readFileSync(new URL('../corpus/topics.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => !line.startsWith(COMMENT))
  .map((line) => line.split(/\s+/u).filter(Boolean))
  .flatMap(([name, ...words]) => (name !== undefined && words.length > 0 ? [{ name, words: anyOf(words) }] : []));

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
  const title = fold(article.title);
  const headings = fold(article.sections.map(({ heading }) => heading).join('\n'));
  const whole = foldedText(article);
  const scale = Math.sqrt(whole.length / 1000);
  return TOPICS.map(({ name, words }) => {
    // Title and headings are part of the whole, so each has been counted once there.
    const inTitle = (IN_TITLE - 1) * countOf(words, title);
    const inHeadings = (IN_HEADING - 1) * countOf(words, headings);
    return { name, weight: (countOf(words, whole) + inTitle + inHeadings) / scale };
  })
    .filter(({ weight }) => weight >= THRESHOLD)
    .sort((a, b) => b.weight - a.weight)
    .map(({ name }) => name);
}

function countOf(words: RegExp, text: string): number {
  return text.match(words)?.length ?? 0;
}

function anyOf(words: readonly string[]): RegExp {
  const longestFirst = words.map(fold).sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')).join('|'), 'gu');
}
