/** The tools of the MCP server: the schemas of HTTP, the functions of HTTP, and words that tell an assistant when. */
import { z } from '@hono/zod-openapi';
import type { CallToolResult, Tool } from '@modelcontextprotocol/sdk/types.js';
import type { Answerer } from '../answer.ts';
import { answerSchema, askRequestSchema, filterSchema, searchResponseSchema } from '../contract.ts';
import { articleResponseSchema, bulletinListSchema } from '../contract-articles.ts';
import { verifyRequestSchema, verifyResponseSchema } from '../contract-verify.ts';
import type { Answering } from '../operation/answering.ts';
import { toToolSchema } from './schema.ts';
import { wordAnswer, wordArticle, wordBulletins, wordPassages, wordVerification } from './words.ts';
import { InvalidRequest } from '../problems.ts';
import { findPassages, listBulletins, readArticle } from '../read.ts';
import { articleRoute, searchRoute } from '../routes.ts';
import { checkDraft } from '../verify/verify.ts';

/** A tool as it is listed, and what calling it does. */
export interface CallableTool {
  definition: Tool;
  /**
   * @throws InvalidRequest when the arguments do not meet the input schema.
   * @throws KnownError from reading.
   * @throws ServerBusy when too many wait already.
   */
  call(open: () => Promise<Answerer>, answering: Answering, given: unknown): Promise<CallToolResult>;
}

interface ToolParts<Input extends z.ZodObject, Output extends z.ZodObject> {
  name: string;
  title: string;
  description: string;
  input: Input;
  output: Output;
  run: (open: Answerer, request: z.output<Input>, answering: Answering) => Promise<z.output<Output>>;
  word: (result: z.output<Output>) => string;
}

/** Every tool reads, gives the same for the same question, and knows nothing beyond the index. */
const ANNOTATIONS = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  parts: ToolParts<Input, Output>,
): CallableTool {
  const { name, title, description, input, output, run, word } = parts;
  const inputSchema = toToolSchema(input, 'input');
  const outputSchema = toToolSchema(output, 'output');
  return {
    definition: { name, title, description, inputSchema, outputSchema, annotations: { title, ...ANNOTATIONS } },
    call: async (open, answering, given) => {
      const request = input.safeParse(given);
      if (!request.success) throw new InvalidRequest(request.error);
      const result = await run(await open(), request.data, answering);
      return { content: [{ type: 'text', text: word(result) }], structuredContent: result };
    },
  };
}

const { q } = searchRoute.request.query.shape;
const { id } = articleRoute.request.params.shape;

/** The tools in the order in which an assistant is likely to need them. */
export const TOOLS: readonly CallableTool[] = [
  defineTool({
    name: 'ask',
    title: '向简报提问',
    description:
      '用一句中文问题查扶贫简报，得到逐字摘录及其出处。凡问到某地的做法、数字、时间、人员、成效，或要找例子时，先用它。' +
      '不生成文字：没有依据时 status 为 no_evidence，请照实转告，不要补写。转述时 extracts 的 text 须逐字引用，' +
      '并附上同一条的 citation.label；near 只是相近的文章，不能当作答案。追问请把此前的问题放进 history。',
    input: askRequestSchema,
    output: answerSchema,
    run: (open, request, answering) => answering.ask(open, request),
    word: wordAnswer,
  }),
  defineTool({
    name: 'search',
    title: '检索段落',
    description:
      '按词语或语义检索，返回排好序的原文段落和各自的得分，不判断是否构成答案。' +
      '要通览一个话题、收集多地材料，或 ask 的摘录不够时用它。引用时 text 须逐字照抄，并附 citation.label。',
    input: z.strictObject({
      q,
      ...filterSchema.omit({ article: true }).shape,
      limit: askRequestSchema.shape.limit.openapi({ description: 'Passages wanted, default 10' }),
    }),
    output: searchResponseSchema,
    run: (open, request, answering) => answering.run(() => findPassages(open, request)),
    word: wordPassages,
  }),
  defineTool({
    name: 'get_article',
    title: '读取全文',
    description:
      '按文章编号取一篇文章的全文、章节和段落。要核对摘录的上下文或通读一篇时用它；' +
      '编号见 citation.articleId 或 list_bulletins。引用其中的话须逐字照抄，并注明文章与期号。',
    input: z.strictObject({ id }),
    output: articleResponseSchema,
    run: (open, { id }) => readArticle(open, id),
    word: wordArticle,
  }),
  defineTool({
    name: 'list_bulletins',
    title: '列出所收简报',
    description: '列出所收的全部简报：期号、印发日期、各篇的编号与标题。要知道收了什么、没收什么时用它。',
    input: z.strictObject({}),
    output: bulletinListSchema,
    run: listBulletins,
    word: wordBulletins,
  }),
  defineTool({
    name: 'verify_quote',
    title: '核对引文',
    description:
      '把文稿或一段引文逐句与简报原文核对：逐字一致、有改动（指出差异，数字优先）、出处不符、未见。' +
      '凡写完引用简报的文字，交给用户之前都应核对一遍，并按原文改正；“未见”的句子不得说成出自简报。',
    input: verifyRequestSchema,
    output: verifyResponseSchema,
    run: (open, { text }, answering) => answering.run(() => checkDraft(open, text)),
    word: wordVerification,
  }),
];
