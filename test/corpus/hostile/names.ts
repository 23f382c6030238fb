/** Names that programs stumble over, and things with the name of a file that are none. */
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { type HostileFile, type Outcome, SENTENCE } from './hostile-file.ts';

const named = (name: string, outcomes: readonly Outcome[] = ['read']): HostileFile => ({
  path: `names/${name}`,
  make: () => `${SENTENCE}\n`,
  outcomes,
});

/** Files with ordinary words in them: whatever a file is called, it is read. */
export const NAMES: readonly HostileFile[] = [
  named('two\nlines.txt'),
  named('carriage\rreturn.txt'),
  named('\x1b[2J\x1b]0;screen\x07.txt'),
  named('turned\u202etxt.exe.txt'),
  named('isolated\u2066\u2069.txt'),
  named('no\u200bwidth\ufeff.txt'),
  named('%2e%2e%2fpasswd.txt'),
  named('%00.txt'),
  named('-rf.txt'),
  named('--help.md'),
  named('~.txt'),
  named('a\\..\\b.txt'),
  named('$(touch x)`touch y`;&|.txt'),
  named('<img src=x onerror=alert(1)>.txt'),
  named('"quoted\'.txt'),
  named(' leading and trailing .txt'),
  named('CON.txt'),
  named('NUL.md'),
  named('a:b*c?.txt'),
  named('x.txt..txt'),
  named('caf\u00e9.txt'),
  named('cafe\u0301.txt'),
  named(`${'长'.repeat(83)}ab.txt`),
  named(`${'a'.repeat(251)}.txt`),
  named('𠮷😀.txt'),
  named('constructor.txt'),
  named('__proto__.txt'),
  named(`${'deep/'.repeat(200)}a.txt`),
];

/** Names that are left aside: hidden ones, and what is no document. */
export const LEFT_ASIDE = [
  'names/.hidden.txt',
  'names/....txt',
  'names/x.txt.',
  'names/x.txt ',
  'names/x.pdf\n',
  'names/~$a.docx',
];

/** A name in another encoding than UTF-8: GB18030 for 简报. */
const MISNAMED = Buffer.from('bcf2b1a82e747874', 'hex');

export interface SpecialFiles {
  /** What may come of each of them. */
  outcomes: Map<string, Outcome>;
  /** Links to folders, which are left aside. */
  leftAside: string[];
  close: () => void;
}

/** Makes what only a system with such files has: pipes, sockets, links in a circle, files that nobody may read. */
export async function makeSpecialFiles(folder: string): Promise<SpecialFiles> {
  const at = (path: string): string => join(folder, path);
  await mkdir(at('special/folder.pdf'), { recursive: true });
  const unreadable: Outcome = 'file_unreadable';
  const outcomes = new Map<string, Outcome>();
  const add = async (path: string, outcome: Outcome, making: unknown): Promise<void> => {
    await making;
    outcomes.set(`special/${path}`, outcome);
  };
  await add('folder.pdf/inner.txt', 'read', writeFile(at('special/folder.pdf/inner.txt'), SENTENCE));
  await add('nowhere.txt', unreadable, symlink('gone.txt', at('special/nowhere.txt')));
  await add('nowhere.pdf', unreadable, symlink('gone.pdf', at('special/nowhere.pdf')));
  await add('circle.txt', unreadable, symlink('circle.txt', at('special/circle.txt')));
  await add('circle-a.txt', unreadable, symlink('circle-b.txt', at('special/circle-a.txt')));
  await add('circle-b.txt', unreadable, symlink('circle-a.txt', at('special/circle-b.txt')));
  await add('pipe.txt', unreadable, execFileSync('mkfifo', [at('special/pipe.txt')]));
  await add('pipe.pdf', unreadable, execFileSync('mkfifo', [at('special/pipe.pdf')]));
  await add('to-pipe.md', unreadable, symlink('pipe.txt', at('special/to-pipe.md')));
  await add('zeros.txt', unreadable, symlink('/dev/zero', at('special/zeros.txt')));
  await add('terminal.txt', unreadable, symlink('/dev/tty', at('special/terminal.txt')));
  const server = await listen(at('special/socket.txt'));
  await add('socket.txt', unreadable, null);
  const misnamed = Buffer.concat([Buffer.from(at('special/')), MISNAMED]);
  await add(MISNAMED.toString(), unreadable, writeFile(misnamed, SENTENCE));
  // Who may do anything may read these too.
  const isBarred = process.getuid?.() !== 0;
  await mkdir(at('special/barred-folder'));
  await writeFile(at('special/barred-folder/a.txt'), SENTENCE);
  await writeFile(at('special/barred.txt'), SENTENCE);
  await chmod(at('special/barred.txt'), 0);
  if (isBarred) await chmod(at('special/barred-folder'), 0);
  outcomes.set('special/barred.txt', isBarred ? unreadable : 'read');
  outcomes.set(isBarred ? 'special/barred-folder' : 'special/barred-folder/a.txt', isBarred ? unreadable : 'read');
  await symlink('folder.pdf', at('special/link.txt'));
  await symlink('..', at('special/up.md'));
  const close = (): void => void server.close();
  return { outcomes, leftAside: ['special/link.txt', 'special/up.md'], close };
}

function listen(path: string): Promise<Server> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.on('error', reject).listen(path, () => resolve(server));
  });
}
