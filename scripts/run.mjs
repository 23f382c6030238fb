/**
 * `node scripts/run.mjs <file.ts> [arguments]`: runs one of the repository's commands from a bare clone: brings the
 * dependencies and the model first, where they are missing, then hands over with the arguments as given.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { exitWithError, SetupError } from './messages.mjs';
import { repositoryRoot, runTypeScript } from './processes.mjs';
import { setUp } from './setup.mjs';

try {
  const [file, ...fileArguments] = process.argv.slice(2);
  if (file === undefined || !existsSync(join(repositoryRoot, file))) {
    throw new SetupError(
      `要运行的文件是“${file ?? ''}”，应为仓库中的一个 TypeScript 文件，例如：node scripts/run.mjs server/ask.ts`,
    );
  }
  await setUp({ page: false });
  process.exitCode = await runTypeScript(file, fileArguments);
} catch (error) {
  exitWithError(error);
}
