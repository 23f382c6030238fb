/** Packages of Debian and its relatives. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { say, SetupError } from './messages.mjs';
import { runProgram } from './processes.mjs';
import { createProgress } from './progress.mjs';

/** Whether packages can be installed from here without asking: on Debian or a relative, as root. */
export function canInstallPackages() {
  return isDebian() && process.getuid?.() === 0;
}

/**
 * Installs packages with apt-get.
 *
 * @param {string[]} packages
 * @throws {SetupError} when apt-get fails
 */
export async function installPackages(packages) {
  const updated = await runApt(['update']);
  if (updated !== 0) say(`提醒：apt-get update 以代码 ${updated} 退出，将按现有的软件包列表继续安装。`);
  const installed = await runApt(['install', '-y', '--no-install-recommends', ...packages]);
  if (installed === 0) return;
  throw new SetupError(
    `apt-get install ${packages.join(' ')} 以代码 ${installed} 退出（原因见上面的输出）。` +
      `请自行安装 ${packages.join(' 和 ')}。`,
  );
}

async function runApt(aptArguments) {
  const progress = createProgress({ label: `apt-get ${aptArguments.join(' ')}` });
  // Another apt may be at work, such as the nightly upgrade: wait for it rather than fail.
  const code = await runProgram('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...aptArguments], {
    environment: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (code === 0) progress.finish();
  else progress.fail();
  return code;
}

function isDebian() {
  if (process.platform !== 'linux') return false;
  let release;
  try {
    release = readFileSync('/etc/os-release', 'utf8');
  } catch {
    // A system that does not say what it is cannot be taken for Debian.
    return false;
  }
  const names = [...release.matchAll(/^(?:ID|ID_LIKE)=(.*)$/gm)].flatMap(([, value]) =>
    value.replaceAll('"', '').split(/\s+/),
  );
  return names.includes('debian');
}
