/**
 * Loaded before a program and in each of its threads: refuses every attempt to connect to a machine or to look one up,
 * and writes a line for it to file descriptor 3. Pipes and sockets of this machine's file system are let through.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import { writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import threads from 'node:worker_threads';

const ATTEMPTS = 3;

const refuse = (what) => {
  writeSync(ATTEMPTS, `${what}\n`);
  throw new Error(`refused: ${what}`);
};

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...given) {
  const options = Array.isArray(given[0]) ? given[0][0] : given[0];
  const isLocal = typeof options === 'object' ? Boolean(options?.path) : Number.isNaN(Number(options));
  return isLocal ? connect.apply(this, given) : refuse(`connect ${options?.host ?? given[1] ?? ''}`);
};
for (const name of ['connect', 'send']) dgram.Socket.prototype[name] = () => refuse(`dgram ${name}`);
for (const from of [dns, dns.promises]) {
  const names = Object.keys(from).filter((name) => /^(?:lookup|lookupService|resolve|reverse)/u.test(name));
  for (const name of names) from[name] = (host) => refuse(`${name} ${host}`);
}
globalThis.fetch = (address) => refuse(`fetch ${address}`);

/** A thread may be opened without the options of its process, and would then not be watched. */
threads.Worker = class extends threads.Worker {
  constructor(file, options = {}) {
    super(file, { ...options, execArgv: [...(options.execArgv ?? process.execArgv), '--import', import.meta.url] });
  }
};
syncBuiltinESMExports();
