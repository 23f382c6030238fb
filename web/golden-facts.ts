/** Facts as an administrator writes them: one a line, with a bar between words of which any will do. */
export function readFacts(text: string): string[][] {
  return text
    .split('\n')
    .map((line) =>
      line
        .split(/[|｜]/u)
        .map((words) => words.trim())
        .filter((words) => words !== ''),
    )
    .filter((alternatives) => alternatives.length > 0);
}
