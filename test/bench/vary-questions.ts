/** The same questions in many words, as many people would ask them: none of them is asked twice. */

const OPENINGS = [
  ...['', '请问', '请问一下，', '想了解一下，', '我想知道', '麻烦查一下：', '帮忙查一下，', '你好，', '您好，请问'],
  ...['领导想知道', '写材料需要：', '请查：', '简报里讲过没有：', '再问一下，', '劳驾，', '请教一下，', '材料要用，'],
];
const ENDINGS = [
  '',
  '谢谢',
  '请说具体些',
  '越详细越好',
  '要有数字',
  '急用',
  '多谢',
  '请列出来',
  '我要写进材料',
  '辛苦了',
];

/** Every question with every opening and ending, those of one opening together. */
export function varyQuestions(questions: readonly string[]): string[] {
  return OPENINGS.flatMap((opening) =>
    ENDINGS.flatMap((ending) => questions.map((question) => `${opening}${question}${ending}`)),
  );
}
