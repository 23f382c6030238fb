/** The arguments of `npm run keys`. */
import { parseArgs } from 'node:util';
import { knownError } from '../../corpus/errors.ts';
import { type Scope, SCOPES } from './keys.ts';

/** Letters, marks, figures, punctuation and single spaces: nothing that could hide or reorder what a list shows. */
const NAME = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]+(?: [\p{L}\p{M}\p{N}\p{P}\p{S}]+)*$/u;
const NAME_MAX = 60;

export type KeysCommand =
  { kind: 'make'; name: string; scope: Scope } | { kind: 'list' } | { kind: 'revoke'; id: string };

/**
 * Reads the arguments of the command.
 *
 * @throws KnownError keys_command_invalid that says what was given and what is allowed.
 */
export function readArguments(given: string[]): KeysCommand {
  const invalid = knownError('keys_command_invalid', given.join(' ').slice(0, 200));
  let parsed: { positionals: string[]; values: { scope?: string } };
  try {
    parsed = parseArgs({ args: given, allowPositionals: true, options: { scope: { type: 'string' } } });
  } catch (cause) {
    throw Object.assign(invalid, { cause });
  }
  const [kind, ...rest] = parsed.positionals;
  const { scope: scopeName } = parsed.values;
  if (kind === 'make' && rest.length === 1) {
    const name = (rest[0] ?? '').trim();
    const scope = SCOPES.find((scope) => scope === (scopeName ?? 'read'));
    if (scope && name.length <= NAME_MAX && NAME.test(name)) return { kind, name, scope };
  } else if (scopeName === undefined) {
    if (kind === 'list' && rest.length === 0) return { kind };
    if (kind === 'revoke' && rest.length === 1) return { kind, id: rest[0] ?? '' };
  }
  throw invalid;
}
