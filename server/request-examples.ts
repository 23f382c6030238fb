/** Requests as the documentation shows them; the digests that the repository holds answer each of them. */
import type { z } from '@hono/zod-openapi';
import type { askRequestSchema } from './contract.ts';
import type { verifyRequestSchema } from './contract-verify.ts';

type Examples<Schema extends z.ZodType> = Record<string, { summary: string; value: z.input<Schema> }>;

export const ASK_EXAMPLES = {
  question: { summary: 'A question', value: { question: '天等县给驻村队员发多少伙食补贴？', limit: 1 } },
  followUp: {
    summary: 'A follow-up, with the questions before it',
    value: { question: '那蒙山县呢？', history: ['融安县驻村工作队员有多少人？'] },
  },
  filter: {
    summary: 'Within one issue only',
    value: { question: '驻村工作队员有什么保障？', filter: { issue: '2018-33' }, limit: 3 },
  },
  without: {
    summary: 'Without a place that it was read to name',
    value: { question: '那资金从哪里来？', history: ['天等县的扶贫车间是怎么做的？'], without: ['天等县'] },
  },
} satisfies Examples<typeof askRequestSchema>;

export const VERIFY_EXAMPLES = {
  altered: {
    summary: 'One sentence with another figure than the bulletin has, one that is true',
    value: {
      text: '天等县与自治区标准看齐，驻村期间的伙食补贴提到每人每天120元，队员干劲更足。天等县向江门市蓬江区争取资金、人才、产业、招商等支持。',
    },
  },
} satisfies Examples<typeof verifyRequestSchema>;
