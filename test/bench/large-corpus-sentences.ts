/** The sentences of test/bench/large-corpus.ts: each made of a pattern and of words, so that none is said twice. */
import type { Dice } from './large-corpus-dice.ts';
import {
  ACTORS,
  type Field,
  LINKS,
  MANNERS,
  MODIFIERS,
  OFFICES,
  OUTCOMES,
  SAYINGS,
  TROUBLES,
} from './large-corpus-words.ts';

/** Where and of what a file tells. */
export interface Scene {
  county: string;
  /** Empty where the county comes under its province. */
  city: string;
  township: string;
  village: string;
  /** One for each section. */
  fields: readonly [Field, ...Field[]];
  people: readonly [string, string, string];
  slogan: string;
  sloganKind: string;
}

/** Something counted, as a section tells it. */
export interface Fact {
  measure: string;
  figure: string;
  unit: string;
}

const ORDINALS = '一二三四五';

/** Sentences of a section beside those that tell its fact and close it. */
const SENTENCES_LEAST = 2;
const SENTENCES_MOST = 5;

/** How often a sentence goes on with a second pattern, and such a one with a third. */
const GOES_ON = 0.65;

type Pattern = (scene: Scene, field: Field, dice: Dice) => string;

const thing = (field: Field, dice: Dice): string =>
  (dice.chance(0.3) ? dice.often(MODIFIERS) : '') + dice.often(field.things);
const deed = (field: Field, dice: Dice): string =>
  `${dice.often(MANNERS)}${dice.often(field.deeds)}${thing(field, dice)}`;

/** A figure as likely to be of any size, in the form in which it is printed. */
function figure(dice: Dice, unit: string): string {
  if (unit === '%') return dice.chance(0.5) ? String(dice.between(11, 99)) : (10 + dice.roll() * 89).toFixed(1);
  const value = 10 ** (0.7 + dice.roll() * 3.3);
  return value < 100 && dice.chance(0.4) ? value.toFixed(1) : String(Math.round(value));
}

function counted(field: Field, dice: Dice): Fact {
  const [measure, unit] = dice.often(field.measures);
  return { measure, figure: figure(dice, unit), unit };
}

const PATTERNS: readonly Pattern[] = [
  (_, field, dice) => `${dice.often(LINKS)}，${dice.often(ACTORS)}${deed(field, dice)}，${dice.often(OUTCOMES)}`,
  ({ township }, field, dice) =>
    `${township}有${dice.between(2, 31)}个村${deed(field, dice)}，${dice.often(ACTORS)}负责${dice.often(field.deeds)}，${dice.often(ACTORS)}负责${dice.often(field.deeds)}`,
  (_, field, dice) => {
    const { measure, figure: value, unit } = counted(field, dice);
    return `${dice.often(LINKS)}，全县${measure}增加到${value}${unit}，比上年${dice.chance(0.7) ? '增长' : '下降'}${figure(dice, '%')}%`;
  },
  ({ people, village }, field, dice) =>
    `${village}村民${dice.any(people)}说“${dice.often(SAYINGS)}”${dice.chance(0.4) ? `，他家参加${thing(field, dice)}，去年收入${figure(dice, '元')}元` : ''}`,
  ({ county }, field, dice) =>
    `${county}${dice.often(OFFICES)}${dice.often(MANNERS)}下到${dice.between(3, 40)}个点，把${thing(field, dice)}、${thing(field, dice)}和${thing(field, dice)}列入清单，做到${dice.often(field.deeds)}有人管、${dice.often(field.deeds)}有标准、${dice.often(field.deeds)}有时限`,
  (_, field, dice) => `由于${dice.often(TROUBLES)}、${dice.often(TROUBLES)}，${thing(field, dice)}一度停了下来`,
  (_, field, dice) => `${thing(field, dice)}怎么办，${dice.often(ACTORS)}的回答是${deed(field, dice)}`,
  ({ people }, field, dice) =>
    `${dice.often(ACTORS)}${dice.any(people)}${dice.often(MANNERS)}联系${dice.between(2, 9)}家单位，筹到${figure(dice, '万元')}万元，用于${dice.often(field.deeds)}${thing(field, dice)}；剩下的${figure(dice, '万元')}万元，经${dice.often(ACTORS)}商定后转入${thing(field, dice)}`,
  (_, field, dice) => `${dice.often(OUTCOMES)}，${dice.often(OUTCOMES)}`,
  (_, field, dice) =>
    `凡是${dice.often(TROUBLES)}的地方，都要先${dice.often(field.deeds)}${thing(field, dice)}，再${dice.often(field.deeds)}${thing(field, dice)}`,
  ({ village }, field, dice) =>
    `以${village}为例，${dice.between(2012, 2024)}年以前只有${dice.between(2, 60)}户搞${thing(field, dice)}，现在达到${dice.between(61, 700)}户，占全村总户数的${figure(dice, '%')}%`,
];

/** One sentence of one to three parts. */
function sentenceOf(scene: Scene, field: Field, dice: Dice): string {
  const parts = [dice.any(PATTERNS)(scene, field, dice)];
  while (parts.length < 3 && dice.chance(GOES_ON)) parts.push(dice.any(PATTERNS)(scene, field, dice));
  return `${parts.join('；')}。`;
}

/** What stands between the heading and the next one; one of its sentences tells the fact. */
export function sentencesOf(scene: Scene, section: number, dice: Dice): { text: string; fact: Fact } {
  const field = fieldOf(scene, section);
  const fact = counted(field, dice);
  const told = `${scene.village}${dice.often(MANNERS)}${dice.often(field.deeds)}${thing(field, dice)}，${fact.measure}达到${fact.figure}${fact.unit}。`;
  const others = Array.from({ length: dice.between(SENTENCES_LEAST, SENTENCES_MOST) }, () =>
    sentenceOf(scene, field, dice),
  );
  others.splice(dice.below(others.length + 1), 0, told);
  return { text: others.join(''), fact };
}

/** 二、分批改良油茶林, and what one would ask of it. */
export function headingOf(scene: Scene, section: number, dice: Dice): { line: string; topic: string } {
  const topic = deed(fieldOf(scene, section), dice);
  return { line: `${ORDINALS[section]}、${topic}`, topic };
}

/** The paragraph that an article begins with. */
export function leadOf(scene: Scene, dice: Dice): string {
  const { county, township, village, slogan, sloganKind, fields } = scene;
  const [field] = fields;
  const households = dice.between(180, 2400);
  return [
    `${county}${township}${village}地处${dice.often(MODIFIERS)}地带，全村${households}户${Math.round(households * (3.4 + dice.roll()))}人，${dice.often(TROUBLES)}、${dice.often(TROUBLES)}曾经是当地${field.name}的主要难题。`,
    `${dice.often(LINKS)}，${county}以“${slogan}”${sloganKind}为抓手，${deed(field, dice)}，${dice.often(OUTCOMES)}。`,
    `“${slogan}”即由${dice.often(ACTORS)}${dice.often(field.deeds)}${thing(field, dice)}、由${dice.often(ACTORS)}${dice.often(field.deeds)}${thing(field, dice)}、由群众评判${thing(field, dice)}。`,
    sentenceOf(scene, field, dice),
  ].join('');
}

function fieldOf({ fields }: Scene, section: number): Field {
  return fields[section] ?? fields[0];
}
