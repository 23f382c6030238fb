/** What every command of the repository begins with. It loads nothing, so that a command is as light as what it does. */
import { KnownError } from '../corpus/errors.ts';

/** Runs a command; a known error is told in its own words, any other with all that is known of it. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (thrown) {
    console.error(thrown instanceof KnownError ? thrown.message : thrown);
    process.exitCode = 1;
  }
}
