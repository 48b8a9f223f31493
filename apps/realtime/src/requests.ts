import { holds, may } from '@antrean/platform/auth';
import { logFailure } from '@antrean/platform/database';
import type { Logger } from '@antrean/platform/observability';
import { watchersOf, type Asker, type SocketAnswer } from '@antrean/platform/realtime';
import { z } from 'zod';
import { createBudget } from './budget.ts';
import type { AppNamespace, AppSocket } from './socket.ts';
import { createTurns } from '@antrean/platform/realtime';

/** Why a request has no other answer. */
interface Refused {
  readonly error: 'too_many_requests' | 'invalid_request' | 'forbidden' | 'unavailable';
}

/** Answers what clients ask on their socket: within its budget, by who may ask it, and with what fits its schema. */
export function serveRequest(namespace: AppNamespace, { request, answer }: SocketAnswer, log: Logger): void {
  const mayAsk = createBudget(request.budget);
  const turn = createTurns();
  const takesNothing = request.input instanceof z.ZodUndefined;

  const replyTo = async (socket: AppSocket, input: unknown): Promise<unknown> => {
    const { client, principal, rooms } = socket.data;
    if (!mayAsk(client)) return { error: 'too_many_requests' } satisfies Refused;
    const { permission, scoped = false } = request;
    const isAllowed = scoped ? holds : may;
    if (permission && !isAllowed(principal, permission)) return { error: 'forbidden' } satisfies Refused;
    try {
      const reply = await answer({ principal, rooms, ...watching(socket) }, input);
      // To write a thousand rows takes milliseconds for each socket.
      await turn();
      return reply;
    } catch (error) {
      if (error instanceof z.ZodError) return { error: 'invalid_request' } satisfies Refused;
      logFailure(log, error, `${request.name} could not be answered`);
      return { error: 'unavailable' } satisfies Refused;
    }
  };

  namespace.on('connection', (socket) => {
    socket.on(request.name, (...parameters: unknown[]) => {
      const [input, reply] = takesNothing ? [undefined, parameters[0]] : parameters;
      // Types do not bind clients.
      if (isCallback(reply)) void replyTo(socket, input).then(reply);
    });
  });
}

/** Things that one socket watches. */
const MOST_WATCHED = 50;

function watching(socket: AppSocket): Pick<Asker, 'watch' | 'unwatch'> {
  const isAsked = (room: string): boolean => room.startsWith(watchersOf('')) && !socket.data.rooms.has(room);
  return {
    watch: (thing) => {
      const room = watchersOf(thing);
      if (socket.rooms.has(room)) return true;
      const watched = [...socket.rooms].filter(isAsked).length;
      if (watched >= MOST_WATCHED) return false;
      // Joining after the disconnection would leave the rooms' memory behind.
      if (socket.connected) void socket.join(room);
      return true;
    },
    unwatch: (thing) => void socket.leave(watchersOf(thing)),
  };
}

const isCallback = (value: unknown): value is (reply: unknown) => void => typeof value === 'function';
