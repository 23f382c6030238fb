/** What set-up brings: Node, the packages and their native modules, the model, the page. Checked, never brought. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describeError } from '../messages.mjs';
import { checkModel } from '../model.mjs';
import { repositoryRoot } from '../processes.mjs';
import { checkDependencies, checkPage, ensureNode } from '../setup.mjs';
import { runNode } from './run-checks.mjs';

/** npm ci by hand would not tell set-up what it installed. */
const INSTALL = '运行 npm start，它会自动安装';

/**
 * The packages with a part of machine code, each with what shows that this part works. The model's library loads sharp
 * although only pictures need it, so sharp has to load and no more.
 */
const NATIVE_MODULES = {
  nodejieba: "if (require('nodejieba').cut('扶贫').length === 0) throw new Error('no words')",
  'onnxruntime-node': "if (!require('onnxruntime-node').InferenceSession) throw new Error('no session')",
  libsql: "new (require('libsql'))(':memory:').prepare('select 1').get()",
  sharp: "require('sharp')",
};

export function checkNode() {
  const what = { id: 'node', title: 'Node' };
  try {
    ensureNode();
    return { ...what, verdict: 'good', found: `${process.versions.node}（${process.platform}，${process.arch}）` };
  } catch (error) {
    const remedy = '安装 Node 20、22 或 24 后重新运行';
    return { ...what, verdict: 'bad', found: error.message.split('。')[0], remedy };
  }
}

/** Whether the packages are there for this Node; without its loader of TypeScript, most else cannot be checked. */
export function checkPackages() {
  const what = { id: 'dependencies', title: '依赖' };
  const state = checkDependencies();
  if (state === 'fresh') return { ...what, verdict: 'good', found: '已按 package-lock.json 为这个 Node 装好' };
  const found = state === 'absent' ? '尚未安装' : 'package-lock.json、Node 版本或机器与安装时不同';
  return { ...what, verdict: 'bad', found, remedy: INSTALL };
}

export function hasTypeScriptLoader() {
  return existsSync(join(repositoryRoot, 'node_modules', 'tsx', 'package.json'));
}

/** Loads each native module in a process of its own: one that is broken may take its process with it. */
export async function checkNativeModules() {
  const results = await Promise.all(
    Object.entries(NATIVE_MODULES).map(async ([name, code]) => ({ name, ...(await runNode(['-e', code])) })),
  );
  const what = { id: 'native-modules', title: '本机模块' };
  const broken = results.filter(({ isWhole }) => !isWhole);
  if (broken.length === 0) {
    return { ...what, verdict: 'good', found: `${results.map(({ name }) => name).join('、')} 均可加载` };
  }
  const found = broken.map(({ name, reason }) => `${name} 不能加载（${reason}）`).join('；');
  return {
    ...what,
    verdict: 'bad',
    found,
    remedy: '删除 node_modules，再运行 npm start 重新安装；nodejieba 需要 C++ 编译器、make 和 python3',
  };
}

export async function checkModelFiles() {
  const what = { id: 'model', title: '模型' };
  const remedy = process.env.MODEL_DIR
    ? '把 MODEL_DIR 指向放有这些文件的文件夹，或去掉 MODEL_DIR，再运行 npm start'
    : '运行 npm start，它会重新取得并校验有问题的文件';
  try {
    const { folder, faults } = await checkModel();
    if (faults.length === 0) return { ...what, verdict: 'good', found: `${folder} 中各文件与登记的校验值一致` };
    return { ...what, verdict: 'bad', found: `${folder}：${faults.map(({ message }) => message).join('；')}`, remedy };
  } catch (error) {
    return { ...what, verdict: 'bad', found: describeError(error), remedy: '允许运行本程序的用户读取它' };
  }
}

export function checkBuiltPage() {
  const what = { id: 'page', title: '网页' };
  const state = checkPage();
  if (state === 'fresh') return { ...what, verdict: 'good', found: '已构建，与源文件一致' };
  const found = state === 'absent' ? '尚未构建' : '源文件在构建之后有改动';
  return { ...what, verdict: 'doubtful', found, remedy: '运行 npm start，它会自动构建' };
}
