/** The arguments of `npm run index`. */
import { parseArgs } from 'node:util';
import { knownError } from '../../corpus/errors.ts';

export type IndexCommand =
  | { kind: 'help' }
  /** `isQuiet`: the server builds, and asks for no report. */
  | { kind: 'build'; isQuiet: boolean; all: boolean }
  | { kind: 'watch'; all: boolean }
  /** Without files, those of the corpus. */
  | { kind: 'dry-run'; files: string[]; json: boolean; all: boolean }
  | { kind: 'roll-back' };

const OPTIONS = {
  help: { type: 'boolean' },
  quiet: { type: 'boolean' },
  all: { type: 'boolean' },
  watch: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  'roll-back': { type: 'boolean' },
} as const;

type Option = keyof typeof OPTIONS;

/** What each way of running the command may be given, the first that is named decides. */
const ALLOWED: readonly (readonly [Option | null, readonly Option[]])[] = [
  ['help', Object.keys(OPTIONS) as Option[]],
  ['roll-back', ['roll-back']],
  ['dry-run', ['dry-run', 'json', 'all']],
  ['watch', ['watch', 'all']],
  [null, ['quiet', 'all']],
];

/**
 * Reads the arguments of the command.
 *
 * @throws KnownError index_command_invalid that says what was given and what is allowed.
 */
export function readArguments(given: string[]): IndexCommand {
  const invalid = knownError('index_command_invalid', given.join(' ').slice(0, 200));
  let parsed: { positionals: string[]; values: Partial<Record<Option, boolean>> };
  try {
    parsed = parseArgs({ args: given, allowPositionals: true, options: OPTIONS });
  } catch (cause) {
    throw Object.assign(invalid, { cause });
  }
  const { positionals: files, values } = parsed;
  const [kind, allowed] = ALLOWED.find(([option]) => option === null || values[option]) ?? [null, []];
  const isAllowed = (Object.keys(values) as Option[]).every((option) => allowed.includes(option));
  if (!isAllowed || (files.length > 0 && kind !== 'dry-run' && kind !== 'help')) throw invalid;
  const { all = false, json = false, quiet: isQuiet = false } = values;
  switch (kind) {
    case 'help':
    case 'roll-back':
      return { kind };
    case 'dry-run':
      return { kind, files, json, all };
    case 'watch':
      return { kind, all };
    default:
      return { kind: 'build', isQuiet, all };
  }
}
