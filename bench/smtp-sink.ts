/** A mail server of its own process that takes every mail and keeps none; says its port. */
import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';

const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  logger: false,
  onData: (stream, _session, done) => {
    stream.on('end', () => done());
    stream.resume();
  },
});
const listening = server.listen(0, '127.0.0.1');
await once(listening, 'listening');
const address = listening.address();
process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`);
