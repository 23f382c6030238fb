/**
 * A corpus of any size for measuring: bulletins, articles and documents in Chinese that nobody wrote, with questions
 * whose answers are known. The same seed gives the same files, and each file can be made without the others.
 *
 * What counts for measuring is true to life: words as unevenly frequent as in any language, names that occur once,
 * figures, headings, sentences of very different lengths. What it says is made up.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { areaList } from '@vant/area-data';
import { FIELDS, NUMERALS, SLOGAN_HEADS, SLOGAN_KINDS, SURNAMES, GIVEN, VILLAGE } from './large-corpus-words.ts';
import { type Dice, rollDice } from './large-corpus-dice.ts';
import { type Scene, sentencesOf, headingOf, leadOf } from './large-corpus-sentences.ts';

/** A question, where its answer stands, and what the answer says. */
export interface KnownQuestion {
  question: string;
  /** Relative to the corpus folder. */
  path: string;
  answer: string;
}

export interface LargeFile {
  path: string;
  text: string;
  questions: KnownQuestion[];
}

export interface LargeCorpus {
  files: number;
  seed?: number;
}

const SEED = 1;

/** Provinces whose counties are told of, by the first digits of their codes; most files are of the first. */
const PROVINCES = ['45', '52', '53', '36'];

const COUNTIES = PROVINCES.map((province) =>
  Object.entries(areaList.county_list).flatMap(([code, name]) =>
    code.startsWith(province) && /[县市]$/u.test(name)
      ? [{ name, city: areaList.city_list[`${code.slice(0, 4)}00`] ?? '' }]
      : [],
  ),
);

const YEARS = 14;
const FIRST_YEAR = 2011;

/** Of ten files, how many are issues of a bulletin and how many articles with headings; the rest has none. */
const BULLETINS = 6;
const ARTICLES = 3;

/** Writes the files into a folder and gives their questions, a few of each file. */
export async function writeLargeCorpus(folder: string, corpus: LargeCorpus): Promise<KnownQuestion[]> {
  const questions: KnownQuestion[] = [];
  const made = new Set<string>();
  for (let number = 0; number < corpus.files; number++) {
    const file = makeLargeFile(number, corpus);
    const path = join(folder, file.path);
    if (!made.has(dirname(path))) {
      await mkdir(dirname(path), { recursive: true });
      made.add(dirname(path));
    }
    await writeFile(path, file.text);
    questions.push(...file.questions);
  }
  return questions;
}

/** Questions from all over a corpus, evenly. */
export function pickQuestions(questions: readonly KnownQuestion[], count: number): KnownQuestion[] {
  const step = Math.max(1, questions.length / count);
  return Array.from({ length: Math.min(count, questions.length) }, (_, at) => questions[Math.floor(at * step)]).flatMap(
    (question) => question ?? [],
  );
}

/** One file of a corpus. Another revision of it is the same file in which one section says something else. */
export function makeLargeFile(
  number: number,
  { seed = SEED }: Omit<LargeCorpus, 'files'> = {},
  revision = 0,
): LargeFile {
  const dice = rollDice(seed, number);
  const scene = setScene(dice);
  const year = FIRST_YEAR + (number % YEARS);
  const path = `${year}/${String(number + 1).padStart(5, '0')}.txt`;
  const kind = dice.below(10);
  const hasHeadings = kind < BULLETINS + ARTICLES;
  const lines = [leadOf(scene, dice)];
  const revised = rollDice(seed, number, revision);
  const sections = dice.between(3, 4);
  const questions: KnownQuestion[] = [];
  for (let section = 0; section < sections; section++) {
    const made = makeSection(scene, section, dice);
    const { heading, text, fact } = revision > 0 && section === 1 ? makeSection(scene, section, revised) : made;
    lines.push(...(hasHeadings ? [heading.line, text] : [text]));
    questions.push({
      question: `${scene.county}${scene.village}的${fact.measure}是多少？`,
      path,
      answer: `${fact.figure}${fact.unit}`,
    });
    if (!hasHeadings) continue;
    const { topic } = heading;
    questions.push({ question: `${scene.county}${scene.township}怎么${topic}？`, path, answer: topic });
  }
  questions.push({
    question: `${scene.county}的“${scene.slogan}”${scene.sloganKind}是什么？`,
    path,
    answer: scene.slogan,
  });
  const title = titleOf(scene, dice);
  const text =
    kind < BULLETINS
      ? asIssue(scene, title, lines, { year, number: Math.floor(number / YEARS) + 1, total: number + 1 }, dice)
      : `${title}\n\n${lines.join('\n\n')}\n`;
  return { path, text, questions };
}

type Section = ReturnType<typeof sentencesOf> & { heading: ReturnType<typeof headingOf> };

function makeSection(scene: Scene, section: number, dice: Dice): Section {
  return { heading: headingOf(scene, section, dice), ...sentencesOf(scene, section, dice) };
}

function setScene(dice: Dice): Scene {
  const { name: county, city } = dice.often(COUNTIES.map((counties) => dice.any(counties)));
  const field = dice.often(FIELDS);
  const person = (): string => dice.often(SURNAMES) + dice.any(GIVEN) + (dice.chance(0.6) ? dice.any(GIVEN) : '');
  const slogan = dice.any(NUMERALS) + dice.often(SLOGAN_HEADS) + dice.any(NUMERALS) + dice.any(SLOGAN_HEADS);
  return {
    county,
    city,
    township: dice.any(VILLAGE) + dice.any(VILLAGE) + (dice.chance(0.7) ? '镇' : '乡'),
    village: dice.any(VILLAGE) + dice.any(VILLAGE) + (dice.chance(0.3) ? dice.any(VILLAGE) : '') + '村',
    fields: [field, dice.often(FIELDS), field, dice.any(FIELDS)],
    people: [person(), person(), person()],
    slogan,
    sloganKind: dice.often(SLOGAN_KINDS),
  };
}

function titleOf({ county, township, fields, slogan, sloganKind }: Scene, dice: Dice): string {
  const [field] = fields;
  const what = `${dice.often(field.deeds)}${dice.often(field.things)}`;
  return dice.any([
    `${county}推行“${slogan}”${sloganKind} ${what}见实效`,
    `${county}${township}${what}的做法`,
    `${county}：${what} 带动${dice.often(dice.often(fields).things)}`,
    `${county}${what} 破解${field.name}难题`,
    `“${slogan}”${sloganKind}让${county}${dice.often(field.things)}活起来`,
  ]);
}

interface Issue {
  year: number;
  number: number;
  total: number;
}

/** An issue of a bulletin with one article. */
function asIssue(scene: Scene, title: string, lines: readonly string[], issue: Issue, dice: Dice): string {
  const { year, number, total } = issue;
  const date = `${year}年${dice.between(1, 12)}月${dice.between(1, 28)}日`;
  return `${scene.city}乡村工作简报

${year}年第${number}期（总第${total}期）

${scene.city}乡村工作领导小组办公室编 ${date}

${title}

${lines.join('\n\n')}

（${scene.county}${dice.any(['委宣传部', '乡村振兴局', '政府办公室', '农业农村局'])} ${scene.people[2]}来稿）
`;
}
