import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { backgroundContext } from '@antrean/platform/outbox';
import { createTestDatabase, testConfig, testLog, type TestDatabase } from '@antrean/testing';
import { createTestUser } from './identity.factory.ts';
import { identityEntities } from './index.ts';
import { logIn } from './log-in.ts';
import { createPasswords, createTurns, type Passwords } from './password.ts';

describe('passwords', () => {
  const passwords = createPasswords(12);

  it('S3-AUTH-10 S2-NF-02 are hashed with bcrypt at cost 12', async () => {
    const hash = await passwords.hash('a good password');
    expect(hash).toMatch(/^\$2b\$12\$/);
    expect(await passwords.matches('a good password', hash)).toBe(true);
    expect(await passwords.matches('a bad password', hash)).toBe(false);
    expect(await passwords.matches('a good password', undefined)).toBe(false);
  });

  it('longer than 72 bytes are refused, not cut', async () => {
    const longest = 'é'.repeat(36);
    const hash = await passwords.hash(longest);
    expect(await passwords.matches(longest, hash)).toBe(true);
    expect(await passwords.matches(`${longest}x`, hash)).toBe(false);
    expect(() => passwords.hash(`${longest}x`)).toThrow('72 bytes');
  });
});

describe('turns', () => {
  it('let at most so many run at once, and everybody in the end', async () => {
    const inTurn = createTurns(2);
    const gates: (() => void)[] = [];
    let running = 0;
    let most = 0;
    const work = () =>
      inTurn(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => void gates.push(resolve));
        running -= 1;
      });
    const all = Promise.all([work(), work(), work(), work(), work()]);
    for (let open = 0; open < 5; open += 1) {
      while (gates.length === 0) await new Promise(setImmediate);
      gates.shift()!();
    }
    await all;
    expect(most).toBe(2);
    await expect(inTurn(async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await inTurn(async () => 'still works')).toBe('still works');
  });
});

describe('the work that a refused login takes', () => {
  const config = testConfig();
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase([...organizationEntities, ...identityEntities]);
  });
  afterAll(() => test.close());

  it('S3-AUTH-01 is one bcrypt comparison, whether there is such a user or not', async () => {
    await createTestUser(test.database, { nik: 'TIME001', password: 'secret-1' });
    const bcrypt = createPasswords(12);
    let compared = 0;
    const passwords: Passwords = {
      ...bcrypt,
      matches: (password, hash) => {
        compared += 1;
        return bcrypt.matches(password, hash);
      },
    };
    const attempt = async (identifier: string, password: string) => {
      compared = 0;
      const login = logIn({ host: test.host, config, passwords }, backgroundContext(testLog, 'test'), {
        identifier,
        password,
        device: null,
        ipPrefix: null,
      });
      await expect(login).rejects.toMatchObject({ code: 'invalid_credentials' });
      return compared;
    };
    expect(await attempt('TIME001', 'wrong')).toBe(1);
    expect(await attempt('NOBODY', 'wrong')).toBe(1);
    expect(await attempt('TIME001', 'x'.repeat(80))).toBe(1);
  });
});
