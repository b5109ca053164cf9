// Preloaded before an emulator: it must be reachable from this machine only, and end with the test.
'use strict';
const net = require('net');

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...args) {
  if (typeof args[0] === 'object' && args[0] !== null && 'port' in args[0]) {
    args[0] = { ...args[0], host: '127.0.0.1' };
  } else if (typeof args[0] === 'number' || typeof args[0] === 'string') {
    const rest = args.slice(1).filter((arg) => typeof arg === 'function');
    args = [{ port: Number(args[0]), host: '127.0.0.1' }, ...rest];
  }
  return listen.apply(this, args);
};

// the test holds the other end of standard input: when its process is gone, so is this one
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
