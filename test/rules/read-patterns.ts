/** The regular expressions of a source, read by the TypeScript parser: literals, and where others are put together. */
import ts from 'typescript';

export interface PatternLiteral {
  /** `corpus/text.ts:12` */
  place: string;
  source: string;
  flags: string;
}

export interface SourcePatterns {
  literals: PatternLiteral[];
  /** Places of `new RegExp(…)` and `RegExp(…)`, whose patterns are known at run time only. */
  constructed: string[];
}

/** Reads one source; `path` is relative to the repository, with forward slashes. */
export function readPatterns(path: string, text: string): SourcePatterns {
  const found: SourcePatterns = { literals: [], constructed: [] };
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const placeOf = (node: ts.Node): string =>
    `${path}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.literals.push({ place: placeOf(node), source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    } else if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText(file) === 'RegExp') {
      found.constructed.push(placeOf(node));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
