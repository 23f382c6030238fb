/** What a build tells the server that started it, over the channel between the two processes. */
import { z } from 'zod';
import type { BuildProgress } from '../../index/build-progress.ts';

const messageSchema = z.object({
  progress: z.object({
    files: z.object({ done: z.int().min(0), total: z.int().min(0) }),
    sentences: z.int().min(0),
    sentencesLeft: z.number().min(0).nullable(),
  }),
});

/** More often than anybody looks would be work for nothing. */
const LEAST_MILLISECONDS = 500;

/** Tells the parent process of progress; null where this process was not started over a channel. */
export function tellParent(): ((progress: BuildProgress) => void) | null {
  if (!process.send) return null;
  let toldAt = -Infinity;
  return (progress) => {
    if (!process.connected || performance.now() - toldAt < LEAST_MILLISECONDS) return;
    toldAt = performance.now();
    // A parent that is gone need not be told; the build is finished all the same.
    process.send?.({ progress } satisfies z.infer<typeof messageSchema>, () => undefined);
  };
}

/** The progress in a message of a build; null for any other message. */
export function readProgress(message: unknown): BuildProgress | null {
  const read = messageSchema.safeParse(message);
  return read.success ? read.data.progress : null;
}
