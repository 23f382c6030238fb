/** A process that reads one file, tells which process reads it, and then waits for another one that takes for ever. */
import { READ_LIMITS } from '../../../corpus/read/document.ts';
import { openReadingProcess } from '../../../corpus/read/process/reading-process.ts';

const [last = ''] = process.argv.slice(2);
const reader = openReadingProcess(READ_LIMITS, new URL('misbehaving-program.ts', import.meta.url));
const { articles } = await reader.read('', 'well');
console.log(articles[0]?.title);
if (last !== '') await reader.read('', last);
