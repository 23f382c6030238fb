/** Environment variables, and who may use the server by them. */
import { type KnownError, messageOf } from '../../corpus/errors.ts';
import { type AccessMode, openAccess } from '../access/access.ts';
import { type Config, readConfig, VARIABLES } from '../config.ts';
import type { Check } from './check.ts';

type Environment = Record<string, string | undefined>;

const VARIABLE_NAMES = Object.keys(VARIABLES);

const ACCESS_WORDS: Record<AccessMode, string> = {
  open: '只供本机使用，不需要密钥',
  anonymous: '任何人可以提问和查阅，管理凭密钥',
  keys: '凭访问密钥使用',
};

/** Checks the variables, and gives the configuration that holds without those that are wrong. */
export function checkVariables(environment: Environment): { check: Check; config: Config } {
  const title = '环境变量';
  const set = VARIABLE_NAMES.filter((name) => environment[name] !== undefined);
  const problem = problemOf(environment);
  if (problem === null) {
    const found = set.length > 0 ? `已设置 ${set.join('、')}，均有效` : '没有设置，均用默认值';
    return { check: { id: 'variables', title, verdict: 'good', found }, config: readConfig(environment) };
  }
  const wrong = set.filter((name) => problemOf({ [name]: environment[name] }) !== null);
  // Where each is right by itself, two contradict each other, and neither can be said to be meant.
  const left = set.filter((name) => !(wrong.length > 0 ? wrong : set).includes(name));
  const rest = Object.fromEntries(left.map((name) => [name, environment[name]]));
  const check: Check = {
    id: 'variables',
    title,
    verdict: 'bad',
    found: problem,
    remedy: '改正或去掉所列的变量后重新启动；各项的含义与取值见 npm start -- --help',
  };
  return { check, config: readConfig(problemOf(rest) === null ? rest : {}) };
}

function problemOf(environment: Environment): string | null {
  try {
    readConfig(environment);
    return null;
  } catch (thrown) {
    return messageOf(thrown);
  }
}

/** Says whether a start would be refused for its keys or for want of a decision who may use it. */
export async function checkAccess({ access, keysFile }: Config): Promise<Check> {
  const title = '访问';
  try {
    const { mode } = await openAccess(access, keysFile);
    return { id: 'access', title, verdict: 'good', found: ACCESS_WORDS[mode] };
  } catch (thrown) {
    const isDamaged = (thrown as KnownError).code === 'keys_damaged';
    const remedy = isDamaged
      ? `用备份恢复 ${keysFile}；没有备份时删除它，再运行 npm run keys -- make 名称`
      : '运行 npm run keys -- make 名称，或设置 ANONYMOUS_READ=true';
    return { id: 'access', title, verdict: 'bad', found: messageOf(thrown), remedy };
  }
}
