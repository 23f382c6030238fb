/**
 * `node scripts/run.mjs [--browser] <file.ts> [arguments]`: runs one of the repository's commands from a bare clone:
 * brings the dependencies and the model first, where they are missing, with --browser the built page and a Chromium too
 * (in CHROME_PATH), then hands over with the arguments as given.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { ensureChromium } from './chromium.mjs';
import { exitWithError, SetupError } from './messages.mjs';
import { repositoryRoot, runTypeScript } from './processes.mjs';
import { setUp } from './setup.mjs';

try {
  const needsBrowser = process.argv[2] === '--browser';
  const [file, ...fileArguments] = process.argv.slice(needsBrowser ? 3 : 2);
  if (file === undefined || !existsSync(join(repositoryRoot, file))) {
    throw new SetupError(
      `要运行的文件是“${file ?? ''}”，应为仓库中的一个 TypeScript 文件，例如：node scripts/run.mjs server/ask.ts`,
    );
  }
  await setUp({ page: needsBrowser });
  if (needsBrowser) process.env.CHROME_PATH = await ensureChromium();
  process.exitCode = await runTypeScript(file, fileArguments);
} catch (error) {
  exitWithError(error);
}
