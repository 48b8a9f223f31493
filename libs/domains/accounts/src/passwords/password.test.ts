import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organizationEntities } from '@antrean/organization';
import { backgroundContext } from '@antrean/platform/transaction';
import { createTestDatabase, testConfig, testLog, type TestDatabase } from '@antrean/testing';
import bcrypt from 'bcrypt';
import { identityEntities, logIn } from '@antrean/sign-in/testing';
import { createPasswords, hashesAtOnce, type Passwords } from './password.ts';
import { createTestUser } from '../testing.ts';

describe('passwords', () => {
  const passwords = createPasswords(12);

  it('S3-AUTH-10 S2-NF-02 are hashed with bcrypt at cost 12', async () => {
    const hash = await passwords.hash('a good password');
    expect(hash).toMatch(/^\$2b\$12\$/);
    expect(await passwords.matches('a good password', hash)).toBe(true);
    expect(await passwords.matches('a bad password', hash)).toBe(false);
    expect(await passwords.matches('a good password', undefined)).toBe(false);
  });

  it('leave a core to everybody else, however many are to be hashed', () => {
    expect([1, 2, 3, 4, 64].map(hashesAtOnce)).toEqual([1, 1, 2, 2, 2]);
  });

  it('longer than 72 bytes are refused, not cut', async () => {
    const longest = 'é'.repeat(36);
    const hash = await passwords.hash(longest);
    expect(await passwords.matches(longest, hash)).toBe(true);
    expect(await passwords.matches(`${longest}x`, hash)).toBe(false);
    expect(() => passwords.hash(`${longest}x`)).toThrow('72 bytes');
  });

  it('are one however a keyboard composes their letters, also where the hash is of the text as typed', async () => {
    const [composed, decomposed] = ['kafé-rahasia'.normalize('NFC'), 'kafé-rahasia'.normalize('NFD')];
    expect(decomposed).not.toBe(composed);
    for (const chosen of [composed, decomposed]) {
      const hash = await passwords.hash(chosen);
      expect([await passwords.matches(composed, hash), await passwords.matches(decomposed, hash)]).toEqual([
        true,
        true,
      ]);
    }
    const asTyped = await bcrypt.hash(decomposed, 4);
    expect(await passwords.matches(decomposed, asTyped)).toBe(true);
    expect(await passwords.matches('kafe-rahasia', asTyped)).toBe(false);
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
    const real = createPasswords(12);
    let compared = 0;
    const passwords: Passwords = {
      ...real,
      matches: (password, hash) => {
        compared += 1;
        return real.matches(password, hash);
      },
    };
    const attempt = async (identifier: string, password: string) => {
      compared = 0;
      const login = logIn(
        { unitOfWork: test.unitOfWork, config, passwords },
        backgroundContext(testLog, 'test'),
        {
          identifier,
          password,
          device: null,
          ipPrefix: null,
          deviceCookie: undefined,
          refreshCookie: undefined,
          turn: { of: [] },
        },
      );
      await expect(login).rejects.toMatchObject({ code: 'invalid_credentials' });
      return compared;
    };
    expect(await attempt('TIME001', 'wrong')).toBe(1);
    expect(await attempt('NOBODY', 'wrong')).toBe(1);
    expect(await attempt('TIME001', 'x'.repeat(80))).toBe(1);
  });
});
