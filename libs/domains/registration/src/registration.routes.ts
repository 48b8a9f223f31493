import { maskTyped, turnOf, type AccountDependencies } from '@antrean/accounts';
import { ok, route, type Route } from '@antrean/platform/http';
import { requestEmailChange, undoEmailChange } from './change-email.ts';
import * as contract from './registration.contract.ts';
import { register, resendLink } from './register.ts';
import { verifyAddress } from './verify-address.ts';

const TAG = 'Authentication';
const ACCEPTED = { status: 202, body: { accepted: true as const } };

/** Becoming a user, and being known by another address or number. */
export function addressRoutes(dependencies: AccountDependencies): Route[] {
  /** Requests about one address are counted, beside those from one address of the network. */
  const typedAddress = (body: unknown): string => maskTyped(body, 'email', dependencies.config);

  return [
    route({
      method: 'post',
      path: '/api/auth/register',
      access: 'public',
      tag: TAG,
      summary: 'Register; the link that is mailed completes it. The answer is the same for a known address',
      rateLimit: 'login',
      rateLimitKey: typedAddress,
      body: contract.newRegistration,
      response: contract.registrationBody,
      status: 201,
      handler: async (request) => {
        const { context, body, language } = request;
        await register(dependencies, context, { ...body, language }, turnOf(request, body.email));
        const { email, namaLengkap } = body;
        return { status: 201, body: { user: { email, namaLengkap }, verificationSent: true as const } };
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/verify',
      access: 'public',
      tag: TAG,
      summary: 'Prove an address by the mailed link, which works once',
      rateLimit: 'login',
      body: contract.linkToken,
      response: contract.verifiedBody,
      problems: ['address_link_invalid'],
      handler: async ({ context, body }) =>
        ok({ verified: true as const, email: await verifyAddress(dependencies, context, body.token) }),
    }),
    route({
      method: 'post',
      path: '/api/auth/verify/resend',
      access: 'public',
      tag: TAG,
      summary:
        'Ask again for the link that completes a registration; the answer is the same for unknown addresses',
      rateLimit: 'login',
      rateLimitKey: typedAddress,
      body: contract.address,
      response: contract.acceptedBody,
      status: 202,
      handler: async ({ context, body }) => {
        await resendLink(dependencies, context, body.email);
        return ACCEPTED;
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/email',
      access: 'signed-in',
      tag: TAG,
      summary: 'Ask for another e-mail address; it is changed by the link that is mailed there',
      rateLimit: 'login',
      body: contract.address,
      response: contract.acceptedBody,
      status: 202,
      problems: ['proof_required'],
      handler: async ({ actor, context, body }) => {
        await requestEmailChange(dependencies, context, actor, body.email);
        return ACCEPTED;
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/email/undo',
      access: 'public',
      tag: TAG,
      summary: 'Take a change of address back by the link that the former address got; all sessions end',
      rateLimit: 'login',
      body: contract.linkToken,
      response: contract.undoneBody,
      problems: ['address_link_invalid'],
      handler: async ({ context, body }) =>
        ok({ undone: true as const, email: await undoEmailChange(dependencies, context, body.token) }),
    }),
  ];
}
