/** A command in a network of its own that has no way out, only a loopback device. */
import { spawnSync } from 'node:child_process';

/** Without a user namespace first: root may not be allowed to make one. */
const NAMESPACES = [
  ['unshare', '-n'],
  ['unshare', '-rn'],
];

/** Sets the flag IFF_UP of the device `lo`, with SIOCGIFFLAGS and SIOCSIFFLAGS. */
const PERL =
  'socket(S,2,2,0) or die; $r=pack("a16 s x22","lo",0); ioctl(S,0x8913,$r) or die; ' +
  '$f=unpack("x16 s",$r); ioctl(S,0x8914,pack("a16 s x22","lo",$f|1)) or die';
const PYTHON =
  'import fcntl,socket,struct; s=socket.socket(2,2); r=fcntl.ioctl(s,0x8913,struct.pack("16sh22x",b"lo",0)); ' +
  'f=struct.unpack("16xh22x",r)[0]; fcntl.ioctl(s,0x8914,struct.pack("16sh22x",b"lo",f|1))';

const BRING_LOOPBACK_UP = `{ ip link set lo up || ifconfig lo up || perl -e '${PERL}' || python3 -c '${PYTHON}'; } 2>/dev/null`;

/** What stands before a command to cut it off; null where this machine lets nobody make a network, or has no tool for it. */
export function findCutOff(): string[] | null {
  const found = NAMESPACES.map((namespace) => [...namespace, 'sh', '-c', `${BRING_LOOPBACK_UP} && exec "$@"`, 'sh']);
  return found.find(([program = '', ...rest]) => spawnSync(program, [...rest, 'true']).status === 0) ?? null;
}
