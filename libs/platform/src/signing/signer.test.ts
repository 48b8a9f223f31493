import { spawn } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSigner } from './index.ts';

let folder: string;
let keyFile: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signing-'));
  keyFile = join(folder, 'data', 'signing-key.pem');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const pem = (type: 'ed25519' | 'ed448'): string =>
  (type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ed448')).privateKey
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();

describe('a signer', () => {
  it('makes signatures that anybody with the public key can check', async () => {
    const signer = await createSigner({ privateKeyPem: pem('ed25519'), keyFile });
    const signature = signer.sign('a report, é');
    const outside = createPublicKey(signer.publicKeyPem);
    expect(verify(null, Buffer.from('a report, é'), outside, Buffer.from(signature, 'base64'))).toBe(true);
    expect(signer.verify(Buffer.from('a report, é'), signature)).toBe(true);
    expect(signer.verify('another report', signature)).toBe(false);
    expect(signer.verify('a report, é', 'no signature')).toBe(false);
    expect(
      (await createSigner({ privateKeyPem: pem('ed25519'), keyFile })).verify('a report, é', signature),
    ).toBe(false);
    // A given key needs no file.
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps a key of its own in a file that only its owner can read', async () => {
    const first = await createSigner({ keyFile });
    const again = await createSigner({ keyFile });
    expect(again.keyId).toBe(first.keyId);
    expect(again.verify('x', first.sign('x'))).toBe(true);
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'data'))).toEqual(['signing-key.pem']);
  });

  it('processes that start at once agree on one key', async () => {
    const script = `
      import { createSigner } from '${new URL('./index.ts', import.meta.url).href}';
      process.stdout.write((await createSigner({ keyFile: ${JSON.stringify(keyFile)} })).keyId);`;
    const ids = await Promise.all(
      Array.from({ length: 4 }, () =>
        text(
          spawn(process.execPath, ['--input-type=module', '--conditions=@antrean/source', '-e', script], {
            stdio: ['ignore', 'pipe', 'inherit'],
          }).stdout,
        ),
      ),
    );
    expect(new Set(ids)).toEqual(new Set([(await createSigner({ keyFile })).keyId]));
  });

  it('refuses a key that is none, or of another kind, and says which', async () => {
    await expect(createSigner({ privateKeyPem: 'nonsense', keyFile })).rejects.toThrow('SIGNING_PRIVATE_KEY');
    await expect(createSigner({ privateKeyPem: pem('ed448'), keyFile })).rejects.toThrow('ed448');
    await writeFile(join(folder, 'broken.pem'), 'nonsense');
    await expect(createSigner({ keyFile: join(folder, 'broken.pem') })).rejects.toThrow('broken.pem');
  });
});
