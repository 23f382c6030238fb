/** `npm run keys`: makes, lists and revokes API keys. */
import { describeVariables, readConfig } from '../config.ts';
import { createAudit } from '../operation/audit.ts';
import { addKey, type ApiKey, readKeys, revokeKey } from './keys.ts';
import { readArguments } from './keys-arguments.ts';
import { runCommand } from '../run-command.ts';

const HELP = `用法：npm run keys -- make <名称> [--scope read|admin]
      npm run keys -- list
      npm run keys -- revoke <编号>

make    生成一个访问密钥。密钥只显示这一次，请立即交给使用者；磁盘上只存它的加盐散列。
        read（默认）可以提问和查阅，admin 另可使用管理接口。
list    列出所有密钥，包括已撤销的。
revoke  撤销一个密钥，正在运行的服务立即生效。

环境变量：
${describeVariables()}
`;

async function run(given: string[]): Promise<void> {
  const command = readArguments(given);
  const { keysFile, auditFile } = readConfig(process.env);
  const record = (act: string, { id, name, scope }: ApiKey): Promise<void> =>
    createAudit(auditFile)({ act, by: 'terminal', details: { id, name, scope } });
  if (command.kind === 'make') {
    const { key, token } = await addKey(keysFile, command.name, command.scope);
    // The words go to the other stream, so that a script can take the key alone.
    console.error(`已生成密钥 ${describeKey(key)}。它只显示这一次，请立即交给使用者：`);
    console.log(token);
    await record('key.make', key);
  } else if (command.kind === 'revoke') {
    const key = await revokeKey(keysFile, command.id);
    await record('key.revoke', key);
    console.log(`已撤销 ${describeKey(key)}`);
  } else {
    const keys = await readKeys(keysFile);
    for (const key of keys) console.log(describeKey(key));
    if (keys.length === 0) console.log('还没有密钥。用 npm run keys -- make <名称> 生成一个。');
  }
}

function describeKey({ id, name, scope, madeAt, revokedAt }: ApiKey): string {
  return `${id}  ${scope.padEnd(5)}  ${name}  ${madeAt} 生成${revokedAt ? `，${revokedAt} 撤销` : ''}`;
}

const given = process.argv.slice(2);
if (given.includes('--help')) console.log(HELP);
else await runCommand(() => run(given));
